package dev.stopwater.profiles;

import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.Set;

/// Circles of monitors and locks among platform threads, by the JVM's own detection. Virtual
/// threads are not in it: who holds which monitor is told of them only in the JVM's thread dump,
/// which may bring a JVM of today down while they run (docs/decisions/0006-no-thread-dumps.md).
final class Deadlocks {

  private Deadlocks() {}

  /// @return the threads that are in a circle
  static Set<Long> find() {
    Set<Long> found = new HashSet<>();
    long[] threads = ManagementFactory.getThreadMXBean().findDeadlockedThreads();
    if (threads != null) {
      for (long thread : threads) {
        found.add(thread);
      }
    }
    return found;
  }
}
