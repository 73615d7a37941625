package dev.stopwater.flowcontrol.queue;

import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// The seats that are given back some time after their request has ended. Holds no more than there
/// are seats. Any thread.
public final class LaterRelease {

  private final LongSupplier nanos;
  private final DelayQueue<Due> queue = new DelayQueue<>();

  private final class Due implements Delayed {
    private final Seat seat;
    private final long at;

    Due(Seat seat, long at) {
      this.seat = seat;
      this.at = at;
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(at - nanos.getAsLong(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(at - ((Due) other).at, 0);
    }
  }

  public LaterRelease(LongSupplier nanos) {
    this.nanos = nanos;
  }

  void add(Seat seat, long at) {
    queue.add(new Due(seat, at));
  }

  /// Waits for the next seat that is due and gives it back: the turn of a loop, whose owner
  /// interrupts it.
  public void releaseNext() throws InterruptedException {
    over(queue.take());
  }

  /// Gives back what is due now.
  public void releaseDue() {
    for (Due due = queue.poll(); due != null; due = queue.poll()) {
      over(due);
    }
  }

  private static void over(Due due) {
    due.seat.flow().level().over(due.seat);
  }
}
