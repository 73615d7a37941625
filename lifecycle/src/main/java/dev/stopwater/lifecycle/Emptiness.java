package dev.stopwater.lifecycle;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/// Lets threads wait until something that shrinks is empty, at the cost of one read for each step
/// while nobody waits.
final class Emptiness {

  private final AtomicInteger waiting = new AtomicInteger();

  /// To be called after each step that may have emptied it.
  void changed() {
    if (waiting.get() > 0) {
      synchronized (this) {
        notifyAll();
      }
    }
  }

  /// @return whether `empty` became true within `patience`
  boolean await(Duration patience, BooleanSupplier empty) throws InterruptedException {
    long end = System.nanoTime() + Ledger.nanos(patience);
    waiting.incrementAndGet();
    try {
      synchronized (this) {
        while (!empty.getAsBoolean()) {
          long left = end - System.nanoTime();
          if (left <= 0) {
            return false;
          }
          wait(left / 1_000_000 + 1);
        }
        return true;
      }
    } finally {
      waiting.decrementAndGet();
    }
  }
}
