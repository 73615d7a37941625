package dev.stopwater.lab.link;

import java.util.function.LongSupplier;

/// One direction of a link, shared by all its connections: who sends bytes is told when the last of
/// them has passed. Any thread; nobody waits here.
final class Lane {

  private static final double NANOS = 1e9;

  private final LongSupplier nanos;
  private long freeAt; // guarded by this

  Lane(LongSupplier nanos) {
    this.nanos = nanos;
    this.freeAt = nanos.getAsLong();
  }

  /// Takes the next place in the lane.
  ///
  /// @return how many nanoseconds from now the bytes have passed
  synchronized long reserve(int bytes, long bytesPerSecond) {
    long now = nanos.getAsLong();
    long begins = Math.max(now, freeAt);
    freeAt = begins + (long) (bytes * NANOS / bytesPerSecond);
    return freeAt - now;
  }
}
