package dev.stopwater.lifecycle;

/// A loop that runs on a thread of its own until it is closed. Any thread.
public final class Loop implements AutoCloseable {

  private final Thread thread;

  Loop(Thread thread) {
    this.thread = thread;
  }

  /// Interrupts the turn that is running, and waits for its end. The caller's own interrupt, if one
  /// comes, is kept for it. From within the loop itself: asks it to end, and returns.
  @Override
  public void close() {
    thread.interrupt();
    if (thread != Thread.currentThread()) {
      Joins.join(thread);
    }
  }
}
