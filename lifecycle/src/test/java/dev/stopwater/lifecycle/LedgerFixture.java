package dev.stopwater.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A ledger that is moved by hand, with a listener and an answerer that remember.
final class LedgerFixture implements AutoCloseable {

  static final RequestFacts FACTS =
      new RequestFacts("GET", "/api/v1/pods", "127.0.0.1:1", "test", "HTTP/2.0");

  final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // wraps around at once
  final Told told = new Told();
  final Ledger ledger;

  LedgerFixture() {
    this(Duration.ofSeconds(60));
  }

  LedgerFixture(Duration allotted) {
    this(allotted, ByteLimits.NONE);
  }

  LedgerFixture(Duration allotted, ByteLimits bytes) {
    ledger = Ledger.start(LedgerSettings.byHand(allotted, nanos::get, told).within(bytes));
  }

  void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
    ledger.tick();
  }

  @Override
  public void close() {
    ledger.close();
  }

  /// Remembers what the ledger tells.
  static final class Told implements LedgerListener {
    final List<LateOutcome> late = new CopyOnWriteArrayList<>();
    final List<RequestSnapshot> leaked = new CopyOnWriteArrayList<>();
    final List<String> faults = new CopyOnWriteArrayList<>();
    final List<RequestSnapshot> cut = new CopyOnWriteArrayList<>();
    final List<OverBudgetException.Whose> refused = new CopyOnWriteArrayList<>();

    @Override
    public void late(LateOutcome outcome) {
      late.add(outcome);
    }

    @Override
    public void cut(RequestSnapshot request, boolean begun) {
      cut.add(request);
    }

    @Override
    public void refused(LedgerEntry request, OverBudgetException.Whose whose) {
      refused.add(whose);
    }

    @Override
    public void leaked(RequestSnapshot request) {
      leaked.add(request);
    }

    @Override
    public void fault(String what, Throwable failure) {
      faults.add(what + ": " + failure);
    }
  }

  /// Counts the answers it is asked for.
  static final class Answers implements Answerer {
    final AtomicInteger timedOut = new AtomicInteger();
    final AtomicInteger overBudget = new AtomicInteger();
    final AtomicInteger unanswered = new AtomicInteger();
    volatile boolean begun;
    volatile @Nullable Throwable failure;

    @Override
    public void timedOut(LedgerEntry request, boolean begun) {
      this.begun = begun;
      timedOut.incrementAndGet();
    }

    @Override
    public void overBudget(LedgerEntry request, boolean begun) {
      this.begun = begun;
      overBudget.incrementAndGet();
    }

    @Override
    public void unanswered(LedgerEntry request, boolean begun, @Nullable Throwable failure) {
      this.begun = begun;
      this.failure = failure;
      unanswered.incrementAndGet();
    }
  }

  /// A place where a handler waits until the test lets it go on, interrupts or not.
  static final class Gate {
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);

    /// Returns whether it was interrupted meanwhile.
    boolean pass() {
      arrived.countDown();
      boolean interrupted = false;
      while (true) {
        try {
          opened.await();
          return interrupted;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }

    void awaitArrival() throws InterruptedException {
      arrived.await();
    }

    void open() {
      opened.countDown();
    }
  }
}
