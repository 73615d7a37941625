package dev.stopwater.bench.machinery;

import dev.stopwater.lifecycle.Answerer;
import dev.stopwater.lifecycle.Ledger;
import dev.stopwater.lifecycle.LedgerEntry;
import dev.stopwater.lifecycle.LiveRequest;
import dev.stopwater.lifecycle.RequestFacts;
import dev.stopwater.server.RequestPath;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Requests that travel one road, each on a virtual thread: one that the ledger starts, or a plain
/// one.
final class Traffic {

  private static final byte[] NOTHING = {};

  private final String name;
  private final RequestPath road;
  private final @Nullable Ledger ledger;
  private final LongAdder refused = new LongAdder();

  /// @param ledger null for none
  Traffic(String name, RequestPath road, @Nullable Ledger ledger) {
    this.name = name;
    this.road = road;
    this.ledger = ledger;
  }

  String name() {
    return name;
  }

  /// @param atOnce how many are begun before any is waited for
  /// @throws IllegalStateException if any was not answered with 2xx
  void get(String path, Map<String, String> headers, int times, int atOnce)
      throws InterruptedException {
    for (int begun = 0; begun < times; begun += atOnce) {
      CountDownLatch done = new CountDownLatch(atOnce);
      for (int i = 0; i < atOnce; i++) {
        begin("GET", path, headers, NOTHING, done);
      }
      done.await();
    }
    check();
  }

  void ask(String method, String path, Map<String, String> headers, byte[] body)
      throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    begin(method, path, headers, body, done);
    done.await();
    check();
  }

  private void check() {
    if (refused.sum() > 0) {
      throw new IllegalStateException(refused.sum() + " requests were not answered with 2xx");
    }
  }

  private void begin(
      String method, String path, Map<String, String> headers, byte[] body, CountDownLatch done) {
    if (ledger == null) {
      Thread.ofVirtual().start(() -> serve(method, path, headers, body, Bypassed.NOBODY, done));
    } else {
      ledger.begin(
          new RequestFacts(method, path, "127.0.0.1:1", "bench", "HTTP/2.0"),
          Unanswered.NOBODY,
          live -> serve(method, path, headers, body, live, done));
    }
  }

  private void serve(
      String method,
      String path,
      Map<String, String> headers,
      byte[] body,
      LiveRequest live,
      CountDownLatch done) {
    PaperExchange exchange = new PaperExchange(method, path, headers, body, live);
    try {
      road.handle(exchange);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      if (exchange.status() / 100 != 2) {
        refused.increment();
      }
      done.countDown();
    }
  }

  /// Nobody waits for an answer that comes from elsewhere.
  private enum Unanswered implements Answerer {
    NOBODY;

    @Override
    public void timedOut(LedgerEntry entry, boolean begun) {}

    @Override
    public void unanswered(LedgerEntry entry, boolean begun, @Nullable Throwable failure) {}
  }
}
