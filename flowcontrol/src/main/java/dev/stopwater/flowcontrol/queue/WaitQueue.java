package dev.stopwater.flowcontrol.queue;

/// One queue of a level: who waits, and what is known of who was let in. Guarded by the level's
/// lock.
final class WaitQueue {

  final int index;
  final SeatList waiting = new SeatList();
  int executing;
  int seatsInUse;

  /// Virtual time at which the oldest's work would begin.
  long nextDispatch;

  WaitQueue(int index) {
    this.index = index;
  }

  boolean active() {
    return waiting.size() > 0 || executing > 0;
  }

  /// No work begins before it has arrived: else a queue that cannot use its share would save it up.
  void bound() {
    Seat oldest = waiting.oldest();
    if (oldest != null && nextDispatch < oldest.arrivalR) {
      nextDispatch = oldest.arrivalR;
    }
  }

  /// Turns the virtual time back.
  void rewind(long by) {
    nextDispatch = active() ? nextDispatch - by : 0;
    for (Seat seat = waiting.oldest(); seat != null; seat = seat.after) {
      seat.arrivalR -= by;
    }
  }
}
