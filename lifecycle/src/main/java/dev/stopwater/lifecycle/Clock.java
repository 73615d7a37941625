package dev.stopwater.lifecycle;

import java.util.concurrent.locks.LockSupport;

/// The thread that ticks: a platform thread, since two spinning handlers on two cores stop every
/// virtual one.
final class Clock implements AutoCloseable {

  private final Thread thread;
  private volatile boolean stopped;

  Clock(String name, Runnable tick) {
    thread = Living.platform(name, () -> run(tick));
  }

  void start() {
    thread.start();
  }

  /// Stops ticking, and waits for the tick that is under way.
  @Override
  public void close() {
    stopped = true;
    LockSupport.unpark(thread);
    Joins.join(thread);
  }

  private void run(Runnable tick) {
    while (!stopped) {
      LockSupport.parkNanos(this, Wheel.TICK_NANOS);
      tick.run();
    }
  }
}
