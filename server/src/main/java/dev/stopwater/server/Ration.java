package dev.stopwater.server;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// So many of something each second. Any thread; never blocks for long.
final class Ration {

  private final int most;
  private final LongSupplier nanos;
  private long second = Long.MIN_VALUE; // guarded by this
  private int taken; // guarded by this

  /// @param nanos a clock that only goes on
  Ration(int most, LongSupplier nanos) {
    this.most = most;
    this.nanos = nanos;
  }

  /// Whether there is one left in this second; then it is taken.
  synchronized boolean take() {
    long now = TimeUnit.NANOSECONDS.toSeconds(nanos.getAsLong());
    if (now != second) {
      second = now;
      taken = 0;
    }
    taken++;
    return taken <= most;
  }
}
