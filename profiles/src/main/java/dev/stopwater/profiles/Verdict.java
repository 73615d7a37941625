package dev.stopwater.profiles;

import dev.stopwater.lifecycle.Sighting;

/// Why a request that is late is not called leaked.
public enum Verdict {
  RUNNING("running: on a processor, or waiting for one"),
  TIMED("waiting with a time limit"),
  REACHABLE("parked, and something still reaches what it waits on"),
  MONITOR("blocked on a monitor: the JVM holds such threads, so no proof can be had"),
  OBJECT_WAIT("in Object.wait: the JVM holds such threads, so no proof can be had"),
  INPUT_OUTPUT("waiting for input or output"),
  /// This one is proved: a circle of locks, each of whose owners waits for the next.
  DEADLOCK("in a deadlock");

  private final String reason;

  Verdict(String reason) {
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }

  /// Judges by what was seen, deadlocks apart.
  static Verdict of(Sighting seen) {
    return switch (seen.state()) {
      case NEW, RUNNABLE, TERMINATED -> RUNNING;
      case BLOCKED -> MONITOR;
      case TIMED_WAITING -> TIMED;
      case WAITING -> waiting(seen);
    };
  }

  private static Verdict waiting(Sighting seen) {
    if (top(seen, "java.lang.Object", "wait")) {
      return OBJECT_WAIT;
    }
    boolean network =
        seen.stack().stream().anyMatch(frame -> frame.getClassName().startsWith("sun.nio.ch."));
    return network ? INPUT_OUTPUT : REACHABLE;
  }

  private static boolean top(Sighting seen, String type, String method) {
    return !seen.stack().isEmpty()
        && seen.stack().get(0).getClassName().equals(type)
        && seen.stack().get(0).getMethodName().startsWith(method);
  }
}
