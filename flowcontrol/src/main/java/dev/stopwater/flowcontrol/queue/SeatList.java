package dev.stopwater.flowcontrol.queue;

import org.jspecify.annotations.Nullable;

/// Requests in the order in which they came, linked through themselves: adding and removing
/// anywhere takes constant time. Guarded by the level's lock.
final class SeatList {

  private @Nullable Seat oldest;
  private @Nullable Seat newest;
  private int size;
  private int initialSeats;
  private int seats;
  private long work;

  @Nullable Seat oldest() {
    return oldest;
  }

  int size() {
    return size;
  }

  /// Sum over all.
  int initialSeats() {
    return initialSeats;
  }

  /// Sum over all, final seats considered.
  int seats() {
    return seats;
  }

  /// Sum over all, in seat-seconds.
  long work() {
    return work;
  }

  void add(Seat seat) {
    seat.before = newest;
    if (newest == null) {
      oldest = seat;
    } else {
      newest.after = seat;
    }
    newest = seat;
    count(seat, 1);
  }

  void remove(Seat seat) {
    Seat before = seat.before;
    Seat after = seat.after;
    if (before == null) {
      oldest = after;
    } else {
      before.after = after;
    }
    if (after == null) {
      newest = before;
    } else {
      after.before = before;
    }
    seat.before = null;
    seat.after = null;
    count(seat, -1);
  }

  private void count(Seat seat, int sign) {
    size += sign;
    initialSeats += sign * seat.work().initialSeats();
    seats += sign * seat.work().seats();
    work += sign * seat.totalWork();
  }
}
