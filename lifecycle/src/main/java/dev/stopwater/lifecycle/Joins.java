package dev.stopwater.lifecycle;

import java.time.Duration;

/// Waiting for threads to end, by an owner that will not be talked out of it.
final class Joins {

  private Joins() {}

  /// Returns when the thread has ended; an interrupt is kept for the caller.
  static void join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// As [#join(Thread)], but interrupts the thread if it has not ended within `grace`.
  static void join(Thread thread, Duration grace) {
    try {
      if (!thread.join(grace)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
    join(thread);
  }
}
