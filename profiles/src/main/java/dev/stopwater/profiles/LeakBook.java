package dev.stopwater.profiles;

import dev.stopwater.lifecycle.Evidence;
import dev.stopwater.lifecycle.RequestFacts;
import dev.stopwater.lifecycle.RequestSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/// What is remembered of proved leaks: all by stack and labels, the newest thousand one by one. The
/// ledger's listener writes into it. Any thread.
public final class LeakBook {

  private static final int MOST = 1000;

  private final InstantSource clock;
  private final Instant opened;
  private final Profile all = new Profile(ValueType.count("leak")); // guarded by this
  private final Deque<Leak> newest = new ArrayDeque<>(); // guarded by this

  public LeakBook(InstantSource clock) {
    this.clock = clock;
    this.opened = clock.instant();
  }

  /// Notes a leak that the ledger has proved.
  public synchronized void proved(RequestSnapshot request) {
    all.add(request.stack(), labels(request), 1);
    newest.addLast(new Leak(clock.instant(), brief(request)));
    if (newest.size() > MOST) {
      newest.removeFirst();
    }
  }

  /// Without what a client may have made as long as it liked, since this is kept.
  private static RequestSnapshot brief(RequestSnapshot request) {
    RequestFacts facts = request.facts();
    RequestFacts kept =
        new RequestFacts(
            facts.method(),
            ThreadSeen.brief(facts.uri()),
            facts.remoteAddress(),
            ThreadSeen.brief(facts.userAgent()),
            facts.protocol());
    Evidence evidence = request.evidence();
    return new RequestSnapshot(
        kept,
        new Evidence(
            ThreadSeen.brief(evidence.route()),
            ThreadSeen.brief(evidence.user()),
            ThreadSeen.brief(evidence.auditId())),
        request.state(),
        request.phase(),
        request.age(),
        request.overdue(),
        request.due(),
        request.bytes(),
        request.seen());
  }

  static Map<String, String> labels(RequestSnapshot request) {
    Map<String, String> labels = ThreadSeen.requestLabels(request);
    labels.put("proof", "unreachable");
    if (!request.seen().waitsOn().isEmpty()) {
      labels.put("waiting_on", request.seen().waitsOn());
    }
    return labels;
  }

  /// The newest, newest first.
  public synchronized List<Leak> newest() {
    return newest.reversed().stream().toList();
  }

  /// All of them since the start.
  synchronized Profile profile() {
    return all.copy()
        .at(opened, Duration.between(opened, clock.instant()))
        .every(ValueType.count("leak"), 1);
  }
}
