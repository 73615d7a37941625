package dev.stopwater.profiles;

import dev.stopwater.lifecycle.Ledger;
import dev.stopwater.lifecycle.Sighting;
import dev.stopwater.lifecycle.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/// Where requests wait, estimated from samples: at each of twenty moments a second up to fifty
/// requests are looked at, and each stands for its share of all. Places that are seldom waited at
/// may be off by half. JFR cannot tell: it does not see virtual threads block.
final class Contention {

  private static final Duration STEP = Duration.ofMillis(50);
  private static final int LOOKS = 50;

  private final Ledger ledger;
  private final Threads.Sleep sleep;
  private final LongSupplier nanos;
  private final Random random = new Random();
  private final Semaphore free = new Semaphore(1);

  Contention(Ledger ledger, Threads.Sleep sleep, LongSupplier nanos) {
    this.ledger = ledger;
    this.sleep = sleep;
    this.nanos = nanos;
  }

  /// Whatever a request waits for but time itself.
  static boolean blocked(Sighting seen) {
    return seen.state() != Thread.State.RUNNABLE && !sleeps(seen);
  }

  /// Monitors, and the locks of `java.util.concurrent`.
  static boolean locked(Sighting seen) {
    return seen.state() == Thread.State.BLOCKED
        || (seen.waitsOn().startsWith("java.util.concurrent.locks.")
            && !seen.waitsOn().endsWith("ConditionObject"));
  }

  private static boolean sleeps(Sighting seen) {
    return seen.stack().stream()
        .anyMatch(frame ->
            frame.getClassName().equals("java.lang.Thread")
                && frame.getMethodName().startsWith("sleep"));
  }

  /// @throws ProfileBusyException somebody else samples
  Profile sample(Duration duration, Predicate<Sighting> counts)
      throws InterruptedException, ProfileBusyException {
    if (!free.tryAcquire()) {
      throw new ProfileBusyException();
    }
    try {
      return new Sampling(counts).over(duration);
    } finally {
      free.release();
    }
  }

  private record Look(long id, Sighting seen) {}

  private final class Sampling {
    private final Predicate<Sighting> counts;
    private final Profile profile =
        new Profile(ValueType.count("contentions"), new ValueType("delay", "nanoseconds"))
            .every(ValueType.count("contentions"), 1)
            .saying(
                "where requests waited while this was taken, estimated from samples; by who waits,"
                    + " not by who holds");
    private Map<Long, List<StackTraceElement>> before = new HashMap<>();
    private int requests;

    Sampling(Predicate<Sighting> counts) {
      this.counts = counts;
    }

    Profile over(Duration duration) throws InterruptedException {
      long start = nanos.getAsLong();
      long last = start;
      while (last - start < duration.toNanos()) {
        sleep.sleep(STEP);
        List<Look> looks = look();
        long now = nanos.getAsLong();
        weigh(looks, now - last);
        last = now;
      }
      return profile;
    }

    /// Some of the requests, each with the same chance. Holds threads for the time of the look
    /// only.
    private List<Look> look() {
      List<Thread> chosen = new ArrayList<>(LOOKS);
      requests = 0;
      ledger.forEachHandler((entry, thread) -> choose(chosen, thread));
      return chosen.stream()
          .map(thread -> new Look(thread.threadId(), Sighting.of(thread, Profile.DEEPEST)))
          .toList();
    }

    private void choose(List<Thread> chosen, Thread thread) {
      requests++;
      if (chosen.size() < LOOKS) {
        chosen.add(thread);
        return;
      }
      int place = random.nextInt(requests);
      if (place < LOOKS) {
        chosen.set(place, thread);
      }
    }

    private void weigh(List<Look> looks, long passed) {
      Map<Long, List<StackTraceElement>> waiting = new HashMap<>();
      for (Look look : looks) {
        if (counts.test(look.seen)) {
          List<StackTraceElement> stack = look.seen.stack();
          waiting.put(look.id, stack);
          boolean goesOn = stack.equals(before.get(look.id));
          long share = Math.max(1, Math.round((double) requests / looks.size()));
          profile.add(
              stack, labels(look.seen), goesOn ? 0 : share, passed * requests / looks.size());
        }
      }
      before = waiting;
    }

    private static Map<String, String> labels(Sighting seen) {
      return seen.waitsOn().isEmpty() ? Map.of() : Map.of("waiting_on", seen.waitsOn());
    }
  }
}
