package dev.stopwater.http.engine;

import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// A write that the engine has not finished, and the handler's thread that waits for it.
final class PendingWrite extends CountDownLatch implements Callback {

  private volatile @Nullable Throwable failure;

  PendingWrite() {
    super(1);
  }

  @Override
  public void succeeded() {
    countDown();
  }

  @Override
  public void failed(Throwable cause) {
    failure = cause;
    countDown();
  }

  boolean done() {
    return getCount() == 0;
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
