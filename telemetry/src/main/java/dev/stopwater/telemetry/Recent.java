package dev.stopwater.telemetry;

/// The highest of a count in the last second or two: in this second of the clock and the one
/// before. Threadsafe.
final class Recent {

  private static final long SECOND = 1_000_000_000;

  private long second = Long.MIN_VALUE;
  private int now;
  private int highest;
  private int before;

  synchronized void set(long nanos, int value) {
    turn(nanos);
    now = value;
    highest = Math.max(highest, value);
  }

  synchronized int highest(long nanos) {
    turn(nanos);
    return Math.max(before, highest);
  }

  private void turn(long nanos) {
    long current = Math.floorDiv(nanos, SECOND);
    if (current != second) {
      before = current == second + 1 ? highest : now;
      highest = now;
      second = current;
    }
  }
}
