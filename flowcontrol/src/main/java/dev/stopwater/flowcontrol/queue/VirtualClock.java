package dev.stopwater.flowcontrol.queue;

/// The progress meter R of a level (KEP-1040): how far each queue that has work would have come if
/// all of them were served side by side. Guarded by the level's lock.
final class VirtualClock {

  /// What the meter is wound back by when it nears the end of a `long`.
  static final long EPOCH = Long.MAX_VALUE / 4;

  private long r;
  private long since;

  VirtualClock(long now, long r) {
    this.since = now;
    this.r = r;
  }

  long now() {
    return r;
  }

  /// To be called before anything of the level changes: the state has been what it is since the
  /// last call.
  ///
  /// @param seats wanted or in use, as far as the limit allows
  /// @return whether an epoch is over, and all readings must be wound back
  boolean advance(long nanos, int seats, int activeQueues) {
    long passed = Math.max(0, nanos - since);
    since = nanos;
    if (activeQueues > 0) {
      r += SeatSeconds.of((double) seats / activeQueues, passed);
    }
    if (r < 2 * EPOCH) {
      return false;
    }
    r -= EPOCH;
    return true;
  }
}
