package dev.stopwater.lab.handoff;

import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/// Go's channel without a buffer: who sends waits until somebody receives. As in Go, no interrupt
/// ends a send.
final class Channel {

  /// What a handler came to.
  ///
  /// @param failure what it threw, if anything
  record Result(Optional<Exception> failure) {}

  private final SynchronousQueue<Result> queue = new SynchronousQueue<>();

  void send(Result result) {
    while (true) {
      try {
        queue.put(result);
        return;
      } catch (InterruptedException notInGo) {
        // no interrupt ends it
      }
    }
  }

  Result receive() throws InterruptedException {
    return queue.take();
  }

  /// @param nanos how long to wait at most; an interrupt does not end it
  Optional<Result> receive(long nanos) {
    long until = System.nanoTime() + nanos;
    while (true) {
      try {
        return Optional.ofNullable(
            queue.poll(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS));
      } catch (InterruptedException notInGo) {
        // no interrupt ends it
      }
    }
  }
}
