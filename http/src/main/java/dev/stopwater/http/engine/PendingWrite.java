package dev.stopwater.http.engine;

import dev.stopwater.lifecycle.Parking;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// A write that the engine has not finished, and the handler's thread that waits for it.
final class PendingWrite implements Callback {

  private volatile @Nullable Thread waiter;
  private volatile @Nullable Throwable failure;
  private volatile boolean done;

  @Override
  public void succeeded() {
    done = true;
    LockSupport.unpark(waiter);
  }

  @Override
  public void failed(Throwable cause) {
    failure = cause;
    succeeded();
  }

  boolean done() {
    return done;
  }

  /// Waits for the end, by one thread only.
  ///
  /// @return false if that did not come within `nanos`
  boolean await(Parking parking, long nanos) throws InterruptedException {
    waiter = Thread.currentThread(); // before the look at `done`: who ends it reads it after
    long left = nanos;
    while (!done && left > 0) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      left = parking.park(this, left);
    }
    return done;
  }

  /// Why it failed; null if it succeeded, or has not ended.
  @Nullable Throwable failure() {
    return failure;
  }

  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }
}
