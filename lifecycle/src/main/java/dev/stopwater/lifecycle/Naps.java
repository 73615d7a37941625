package dev.stopwater.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/// Waits of requests, each with a deadline that is seldom reached.
///
/// The JVM has one timer thread for the timed waits of all virtual threads, and wakes it for nearly
/// each of them, and again when the wait is over: with a thousand watches of a busy kind that was a
/// fifth of the server's CPU. Here a wait is filed in a wheel, which wakes nobody, and the ledger's
/// clock rings where nobody else has. Any thread.
final class Naps implements Parking, AutoCloseable {

  /// What is shorter is worth a timer of its own, since the clock ticks no finer.
  private static final long SHORT = 5 * Wheel.TICK_NANOS;

  private final Wheel wheel;
  private final LongSupplier now;
  private volatile boolean closed;

  private static final class Nap extends WheelNode {
    private final Thread sleeper = Thread.currentThread();
  }

  /// @param now nanoseconds since the origin of what [#ring] is told
  Naps(int stripes, LongSupplier now) {
    this.wheel = new Wheel(stripes);
    this.now = now;
  }

  @Override
  public long park(Object blocker, long nanos) {
    if (nanos <= SHORT || closed) {
      return TIMED.park(blocker, nanos);
    }
    long began = now.getAsLong();
    Nap nap = new Nap();
    wheel.file(nap, began + nanos);
    try {
      if (!closed) { // looked at once more, since the bell that is rung at the end is the last
        LockSupport.park(blocker);
      }
    } finally {
      wheel.unlink(nap);
    }
    return nanos - (now.getAsLong() - began);
  }

  /// How many wait.
  int asleep() {
    return wheel.filed();
  }

  /// Wakes those whose time has come. The clock's work.
  void ring(long nowNanos) {
    wheel.advance(nowNanos).forEach(Naps::wake);
  }

  /// Wakes all, who then wait with timers of their own: the clock has stopped.
  @Override
  public void close() {
    closed = true;
    List<WheelNode> asleep = new ArrayList<>();
    wheel.forEach(asleep::add);
    asleep.forEach(Naps::wake);
  }

  private static void wake(WheelNode nap) {
    LockSupport.unpark(((Nap) nap).sleeper);
  }
}
