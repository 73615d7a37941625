package dev.stopwater.lab.night;

import dev.stopwater.lifecycle.Threads;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits that end.
final class Waiting {

  private static final Duration STEP = Duration.ofMillis(50);

  private Waiting() {}

  static boolean until(BooleanSupplier done, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!done.getAsBoolean()) {
      if (System.nanoTime() - end >= 0) {
        return false;
      }
      forA(STEP);
    }
    return true;
  }

  static void forA(Duration time) throws InterruptedException {
    Threads.Sleep.SYSTEM.sleep(time);
  }
}
