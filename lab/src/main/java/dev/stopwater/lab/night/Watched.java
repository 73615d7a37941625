package dev.stopwater.lab.night;

import dev.stopwater.assembly.ApiServer;
import dev.stopwater.http.Exchange;
import dev.stopwater.http.Handler;
import dev.stopwater.lab.handoff.TimeoutFilter;
import dev.stopwater.lifecycle.Ledger;
import dev.stopwater.lifecycle.LedgerEntry;
import dev.stopwater.lifecycle.RequestState;
import dev.stopwater.profiles.LeakBook;
import dev.stopwater.profiles.LeakCheck;
import dev.stopwater.profiles.LeakReport;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/// The threads of one server, counted the same way whatever its hand-off. Any thread.
sealed interface Watched {

  /// Threads of requests: those that serve, those that wait for them, those that drain.
  long threads(ApiServer server);

  /// Of these, the ones whose request has been answered already, or cut.
  long leftBehind(ApiServer server);

  long timedOut();

  /// Waits until no handler works any more for a request that is over.
  ///
  /// @return false if that took longer than `patience`
  boolean awaitSettled(ApiServer server, Duration patience) throws InterruptedException;

  /// Has the leak profile search.
  LeakReport search(ApiServer server) throws InterruptedException;

  /// Behind a foreign filter, which counts.
  record Filtered(TimeoutFilter filter, LeakBook book) implements Watched {

    private static final int AT_ONCE = 5_000; // of as many the stacks can be looked at
    private static final Duration TICK = Duration.ofMillis(20);

    @Override
    public long threads(ApiServer server) {
      return server.ledger().live() + filter.handlers().live() + filter.draining();
    }

    @Override
    public long leftBehind(ApiServer server) {
      return Math.max(0, threads(server) - 2L * server.ledger().live());
    }

    @Override
    public long timedOut() {
      return filter.timedOut();
    }

    @Override
    public boolean awaitSettled(ApiServer server, Duration patience) throws InterruptedException {
      return Waiting.until(
          () ->
              filter.handlers().live() - filter.handingOver() <= server.ledger().live()
                  && filter.draining() == 0,
          patience);
    }

    @Override
    public LeakReport search(ApiServer server) throws InterruptedException {
      LeakCheck check =
          new LeakCheck(filter.handlers(), book, InstantSource.system(), Duration.ZERO);
      LeakReport report = check.check();
      long before = -1;
      while (filter.handingOver() > 0 && report.total() != before) {
        before = report.total();
        filter.letGo(AT_ONCE);
        Waiting.forA(TICK);
        report = check.check();
      }
      return report;
    }
  }

  /// On our ledger.
  record OnLedger(AtomicLong late) implements Watched {

    /// Counts the handlers whose answer was taken by the clock, when they end.
    Handler counting(Handler handler) {
      return exchange -> {
        try {
          handler.handle(exchange);
        } finally {
          if (expired(exchange)) {
            late.incrementAndGet();
          }
        }
      };
    }

    private static boolean expired(Exchange exchange) {
      return exchange.live() instanceof LedgerEntry entry
          && entry.state() == RequestState.TIMED_OUT;
    }

    @Override
    public long threads(ApiServer server) {
      return server.ledger().live();
    }

    @Override
    public long leftBehind(ApiServer server) {
      return server.ledger().overdue();
    }

    @Override
    public long timedOut() {
      return late.get();
    }

    @Override
    public boolean awaitSettled(ApiServer server, Duration patience) throws InterruptedException {
      return Waiting.until(() -> server.ledger().overdue() == 0, patience);
    }

    @Override
    public LeakReport search(ApiServer server) {
      Ledger ledger = server.ledger();
      return new LeakCheck(
              ledger, new LeakBook(InstantSource.system()), InstantSource.system(), Duration.ZERO)
          .check();
    }
  }
}
