package dev.stopwater.flowcontrol.queue;

/// How wide a request is, and for how long after its answer.
///
/// @param initialSeats while its handler runs
/// @param finalSeats after that, for `afterNanos`; 0 for none
/// @param afterNanos of work that a request leaves behind: events for watchers
public record Work(int initialSeats, int finalSeats, long afterNanos) {

  public static final Work ONE = new Work(1, 0, 0);

  /// A request that leaves nothing behind.
  public static Work of(int seats) {
    return seats == 1 ? ONE : new Work(seats, 0, 0);
  }

  public Work {
    if (initialSeats < 1 || finalSeats < 0 || afterNanos < 0) {
      throw new IllegalArgumentException("no such work");
    }
  }

  /// What it takes of the level's seats, from its start until all is done.
  public int seats() {
    return Math.max(initialSeats, finalSeats);
  }

  /// The same, no wider than `most`: what is narrower takes longer.
  Work within(int most) {
    if (finalSeats <= most || finalSeats == 0) {
      return this;
    }
    int narrow = Math.max(1, most);
    return new Work(initialSeats, narrow, Math.round((double) afterNanos * finalSeats / narrow));
  }

  long total(long expectedNanos) {
    return SeatSeconds.of(initialSeats, expectedNanos) + SeatSeconds.of(finalSeats, afterNanos);
  }
}
