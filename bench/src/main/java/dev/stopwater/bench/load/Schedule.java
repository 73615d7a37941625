package dev.stopwater.bench.load;

/// When each request of an open model is meant to start: fixed before the first, whatever becomes
/// of those before it.
///
/// @param startNanos when the first does
/// @param perSecond how many in each second
/// @param count how many in all
public record Schedule(long startNanos, int perSecond, int count) {

  private static final long SECOND = 1_000_000_000L;

  public Schedule {
    if (perSecond < 1 || count < 1) {
      throw new IllegalArgumentException("a schedule needs a rate and a count of 1 or more");
    }
  }

  public static Schedule lasting(long startNanos, int perSecond, int seconds) {
    return new Schedule(startNanos, perSecond, Math.multiplyExact(perSecond, seconds));
  }

  /// The moment of one of them, without a rounding that adds up.
  public long intendedNanos(int number) {
    return startNanos + number * SECOND / perSecond;
  }
}
