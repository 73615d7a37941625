package dev.stopwater.profiles;

import dev.stopwater.lifecycle.Ledger;
import dev.stopwater.lifecycle.LedgerEntry;
import dev.stopwater.lifecycle.Sighting;
import dev.stopwater.lifecycle.Threads;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A look at every thread: the requests' from the ledger, those that the program owns, and every
/// platform thread. Virtual threads that a library started behind our back are not among them,
/// since the JVM lists them only in dumps to files.
///
/// Each thread is stopped for some microseconds, all of them never. Looking ends after a given
/// time, since a stack of thousands of frames takes a millisecond: what was not looked at then is
/// counted.
final class Census {

  private final Ledger ledger;
  private final LongSupplier nanos;
  private final Duration patience;

  Census(Ledger ledger, LongSupplier nanos, Duration patience) {
    this.ledger = ledger;
    this.nanos = nanos;
    this.patience = patience;
  }

  /// @return how many threads there was no time for
  int take(Consumer<ThreadSeen> visitor) {
    return new Walk(visitor).walk();
  }

  private final class Walk {
    private final Consumer<ThreadSeen> visitor;
    private final Set<Long> met = new HashSet<>();
    private final long end = nanos.getAsLong() + patience.toNanos();
    private int missed;

    Walk(Consumer<ThreadSeen> visitor) {
      this.visitor = visitor;
    }

    int walk() {
      ledger.forEachHandler(this::look);
      Threads.forEachLiving(thread -> look(null, thread));
      PlatformThreads.living().forEach(thread -> look(null, thread));
      return missed;
    }

    private void look(@Nullable LedgerEntry entry, Thread thread) {
      if (!met.add(thread.threadId())) {
        return;
      }
      if (nanos.getAsLong() - end >= 0) {
        missed++;
        return;
      }
      Sighting sighting = Sighting.of(thread, Profile.DEEPEST);
      if (sighting.taken() || isBusyElsewhere(thread)) {
        see(entry, thread, sighting);
      }
    }

    /// A thread of the JVM's own, which runs no Java.
    private static boolean isBusyElsewhere(Thread thread) {
      return !thread.isVirtual() && thread.isAlive();
    }

    private void see(@Nullable LedgerEntry entry, Thread thread, Sighting sighting) {
      visitor.accept(
          new ThreadSeen(
              thread.threadId(),
              thread.getName(),
              thread.isVirtual(),
              sighting,
              entry == null ? null : entry.snapshot()));
    }
  }

  /// Every thread, by stack and labels.
  Profile profile() {
    Profile profile = new Profile(ValueType.count("goroutine"));
    Map<ThreadSeen.Traits, Map<String, String>> labels = new HashMap<>();
    int missed =
        take(seen -> profile.add(seen.sighting().stack(), labelsOf(seen.traits(), labels), 1));
    if (missed > 0) {
      profile.add(List.of(Frames.named("not looked at: the time was up")), Map.of(), missed);
    }
    return profile
        .every(ValueType.count("goroutine"), 1)
        .saying("every thread that the ledger and its owners know, and every platform thread");
  }

  /// Maps of labels are costly to make: one is made for all threads that share it.
  private static Map<String, String> labelsOf(
      ThreadSeen.Traits traits, Map<ThreadSeen.Traits, Map<String, String>> made) {
    return made.size() < Profile.MOST_SAMPLES
        ? made.computeIfAbsent(traits, ThreadSeen.Traits::labels)
        : traits.labels();
  }
}
