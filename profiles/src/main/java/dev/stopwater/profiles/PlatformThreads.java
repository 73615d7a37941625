package dev.stopwater.profiles;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// Every platform thread that lives. Listing them stops none, which `Thread.getAllStackTraces` does
/// with all of them at once.
final class PlatformThreads {

  private static final int MORE = 16;

  private PlatformThreads() {}

  static List<Thread> living() {
    ThreadGroup root = root();
    Thread[] found = new Thread[root.activeCount() + MORE];
    int count = root.enumerate(found);
    while (count == found.length) {
      found = new Thread[2 * found.length]; // what does not fit is left out without a word
      count = root.enumerate(found);
    }
    return List.of(Arrays.copyOf(found, count));
  }

  private static ThreadGroup root() {
    ThreadGroup group = Objects.requireNonNull(Thread.currentThread().getThreadGroup());
    for (ThreadGroup above = group; above != null; above = above.getParent()) {
      group = above;
    }
    return group;
  }
}
