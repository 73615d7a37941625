package dev.stopwater.lifecycle;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// What a thread was doing when it was looked at.
///
/// @param waitsOn the class of what it was parked on, such as
///   `java.util.concurrent.CountDownLatch$Sync`; empty where the JVM does not say: for running
///   threads, monitors, `Object.wait` and sleep
/// @param stack the innermost frames, innermost first
public record Sighting(Thread.State state, String waitsOn, List<StackTraceElement> stack) {

  static final Sighting NONE = new Sighting(Thread.State.RUNNABLE, "", List.of());

  /// Looks at a thread, which is stopped for some microseconds. Of a deep stack, `deepest` frames
  /// are kept.
  public static Sighting of(Thread thread, int deepest) {
    StackTraceElement[] frames = thread.getStackTrace();
    Thread.State state = thread.getState();
    Object blocker = LockSupport.getBlocker(thread);
    return new Sighting(
        state,
        blocker == null ? "" : blocker.getClass().getName(),
        List.of(frames.length <= deepest ? frames : Arrays.copyOf(frames, deepest)));
  }

  /// Whether a look was taken, and there was something to see.
  public boolean taken() {
    return !stack.isEmpty();
  }
}
