package dev.stopwater.assembly;

import dev.stopwater.http.engine.HttpServer;
import dev.stopwater.lifecycle.Ledger;
import dev.stopwater.lifecycle.RequestFacts;
import dev.stopwater.lifecycle.RequestSnapshot;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// How a server stops serving, and an account of what was being served meanwhile: what was in
/// flight when it began to stop, and what had to be cut. On the thread that stops the server.
record Ending(HttpServer http, Ledger ledger, Wiring wiring, Log log) {

  private static final int MOST_TOLD = 100; // lines; all are counted

  void serve(ServerConfig.Stop stop) throws InterruptedException {
    log.line("Stopping", "requests", ledger.live(), "connections", http.connections());
    inOrder(stop);
    List<RequestSnapshot> left = ledger.entries();
    tell("Cut because the server stops", left);
    log.line("Stopped", "requests", left.size(), "overdue", ledger.overdue());
  }

  /// In the order of kube-apiserver's signals: told to load balancers, nothing new taken, watches
  /// ended, the rest finished.
  private void inOrder(ServerConfig.Stop stop) throws InterruptedException {
    if (!stop.delay().isZero()) {
      var _ = new CountDownLatch(1).await(stop.delay().toMillis(), TimeUnit.MILLISECONDS);
    }
    if (stop.comeBack()) {
      wiring.stopping().comeBack();
      tell("In flight while the server stops", ledger.entries());
      wiring.endWatches(stop.watches());
      ledger.awaitEmpty(stop.bound());
      http.stopAccepting();
    } else {
      wiring.stopping().close();
      http.stopAccepting();
      tell("In flight while the server stops", ledger.entries());
      wiring.endWatches(stop.watches());
      http.drain(stop.bound());
    }
  }

  /// One line for each, the oldest first.
  private void tell(String text, List<RequestSnapshot> requests) {
    requests.stream()
        .sorted(Comparator.comparing(RequestSnapshot::age, Comparator.<Duration>reverseOrder()))
        .limit(MOST_TOLD)
        .forEach(each -> tell(text, each));
  }

  private void tell(String text, RequestSnapshot each) {
    log.line(
        text,
        "method",
        each.facts().method(),
        "uri",
        RequestFacts.brief(each.facts().uri()),
        "user",
        RequestFacts.brief(each.evidence().user()),
        "agent",
        RequestFacts.brief(each.facts().userAgent()),
        "from",
        each.facts().remoteAddress(),
        "phase",
        each.phase(),
        "ms",
        each.age().toMillis(),
        "bytes",
        each.bytes(),
        "audit",
        RequestFacts.brief(each.evidence().auditId()));
  }
}
