package dev.stopwater.noleaks;

import dev.stopwater.lifecycle.Ledger;
import dev.stopwater.lifecycle.Ledgers;
import dev.stopwater.lifecycle.RequestSnapshot;
import dev.stopwater.lifecycle.Sighting;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What one test leaves on ledgers, and what it leaks. Holds no thread, so that the collector can
/// take what is leaked.
final class RequestsLeft {

  private static final int FRAMES = 64;
  private static final int LOOKS = 1000;

  private final Ledgers ledgers;
  private final Set<Long> before = new HashSet<>();

  /// Before the test: what is running now is not its own, nor what was leaked.
  RequestsLeft(Ledgers ledgers) {
    this.ledgers = ledgers;
    for (Ledger each : ledgers.started()) {
      each.forEachHandler((entry, thread) -> before.add(thread.threadId()));
    }
    ledgers.leaked();
  }

  /// After the test: what was found, as a text, which is empty if that is nothing.
  ///
  /// @param planted whether proved leaks are what the test is about
  String found(Duration patience, boolean planted) throws InterruptedException {
    for (Ledger each : ledgers.started()) {
      if (!running(each).isEmpty()) {
        settle(each, patience);
      }
      each.sweep();
    }
    String left = left();
    List<RequestSnapshot> leaked = ledgers.leaked();
    return (left.isEmpty() ? "" : "\n\nthe test left requests behind:" + left)
        + (planted || leaked.isEmpty() ? "" : "\n\nthe test leaked:" + texts(leaked));
  }

  /// Waits for what is about to end, then searches for what never will.
  private static void settle(Ledger ledger, Duration patience) throws InterruptedException {
    if (!ledger.awaitEmpty(patience) && ledger.overdue() > 0) {
      ledger.lookAtOverdue(LOOKS);
      ledger.collect();
    }
  }

  private String left() {
    StringBuilder text = new StringBuilder();
    ledgers.started().forEach(each -> text.append(running(each)));
    return text.toString();
  }

  private String running(Ledger ledger) {
    StringBuilder text = new StringBuilder();
    ledger.forEachHandler((entry, thread) -> {
      Sighting seen = Sighting.of(thread, FRAMES);
      if (!before.contains(thread.threadId()) && seen.taken()) {
        append(text, entry.snapshot(), seen);
      }
    });
    return text.toString();
  }

  private static String texts(List<RequestSnapshot> leaked) {
    StringBuilder text = new StringBuilder();
    leaked.forEach(each -> append(text, each, each.seen()));
    return text.toString();
  }

  private static void append(StringBuilder text, RequestSnapshot request, Sighting seen) {
    String route = request.evidence().route();
    text.append("\n\n\"");
    text.append(route.isEmpty() ? request.facts().uri() : route);
    text.append("\" ").append(seen.state());
    seen.stack().forEach(frame -> text.append("\n    at ").append(frame));
  }
}
