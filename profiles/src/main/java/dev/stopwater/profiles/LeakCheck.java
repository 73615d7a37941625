package dev.stopwater.profiles;

import dev.stopwater.lifecycle.Ledger;
import dev.stopwater.lifecycle.RequestSnapshot;
import dev.stopwater.lifecycle.Threads;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Searches for proofs that overdue requests are leaked: notes what each does, has the garbage
/// collected, and looks whose thread is gone. A thread that is parked is kept by what could wake it
/// and by nothing else, since the ledger holds it weakly after its deadline; so if it is gone,
/// nothing could.
///
/// Costs nothing while no request is overdue. Else it stops the world for a full collection, and is
/// rationed: who asks again too soon gets what is known. Any thread; one at a time.
public final class LeakCheck {

  private static final int MOST_LOOKS = 20_000;
  private static final int MOST_SHOWN = 20_000;

  private final Ledger ledger;
  private final LeakBook book;
  private final InstantSource clock;
  private final Duration ration;
  private Instant checked = Instant.EPOCH; // guarded by this
  private Instant collected = Instant.EPOCH; // guarded by this; only this is rationed

  /// @param book that the ledger's listener writes into
  /// @param ration the least time between two collections
  public LeakCheck(Ledger ledger, LeakBook book, InstantSource clock, Duration ration) {
    this.ledger = ledger;
    this.book = book;
    this.clock = clock;
    this.ration = ration;
  }

  public synchronized LeakReport check() {
    ledger.sweep();
    if (ledger.overdue() == 0) {
      checked = clock.instant();
    } else if (!collected.plus(ration).isAfter(clock.instant())) {
      ledger.lookAtOverdue(MOST_LOOKS);
      ledger.collect();
      collected = clock.instant();
      checked = collected;
    }
    return report();
  }

  /// What is known without a search.
  Map<Profiles.Kind, Long> counts() {
    long platform = ManagementFactory.getThreadMXBean().getThreadCount();
    long[] owned = {0};
    Threads.forEachLiving(thread -> owned[0] += thread.isVirtual() ? 1 : 0);
    return Map.of(
        Profiles.Kind.GOROUTINE,
        ledger.live() + owned[0] + platform,
        Profiles.Kind.THREADCREATE,
        platform,
        Profiles.Kind.LATE,
        (long) ledger.overdue(),
        Profiles.Kind.LEAK,
        ledger.leaked(),
        Profiles.Kind.GOROUTINELEAK,
        ledger.leaked());
  }

  private LeakReport report() {
    List<LateRequest> late = new ArrayList<>();
    List<Long> threads = new ArrayList<>();
    if (ledger.overdue() > 0) {
      findLate(late, threads);
    }
    List<LateRequest> deadlocked = takeDeadlocked(late, threads);
    Profile proved = book.profile();
    for (LateRequest each : deadlocked) {
      Map<String, String> labels = ThreadSeen.requestLabels(each.request());
      labels.put("proof", "deadlock");
      proved.add(each.request().stack(), labels, 1);
    }
    proved.saying(
        "requests proved never to go on: the collector took their threads though they never ended, or"
            + " they are in a deadlock of platform threads. Blind spots: Object.wait and monitors on"
            + " virtual threads; see the profile 'late'");
    return new LeakReport(checked, ledger.leaked(), book.newest(), proved, late, deadlocked);
  }

  private void findLate(List<LateRequest> late, List<Long> threads) {
    ledger.forEachHandler((entry, thread) -> {
      RequestSnapshot request = entry.snapshot();
      if (request.overdue() && late.size() < MOST_SHOWN) {
        late.add(new LateRequest(request, Verdict.of(request.seen())));
        threads.add(thread.threadId());
      }
    });
  }

  private static List<LateRequest> takeDeadlocked(List<LateRequest> late, List<Long> threads) {
    if (late.isEmpty()) {
      return List.of();
    }
    Set<Long> stuck = Deadlocks.find();
    List<LateRequest> deadlocked = new ArrayList<>();
    List<LateRequest> alive = new ArrayList<>();
    for (int i = 0; i < late.size(); i++) {
      LateRequest each = late.get(i);
      if (stuck.contains(threads.get(i))) {
        deadlocked.add(new LateRequest(each.request(), Verdict.DEADLOCK));
      } else {
        alive.add(each);
      }
    }
    late.clear();
    late.addAll(alive);
    return deadlocked;
  }
}
