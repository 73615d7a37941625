package dev.stopwater.live.helidon;

import dev.stopwater.lifecycle.HandlerTimeoutException;
import dev.stopwater.lifecycle.LedgerEntry;
import dev.stopwater.lifecycle.RequestState;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// Lets the first bytes of an answer pass for one of two: the handler, or the connection's thread
/// once the answer was taken from the handler.
final class FirstSend {

  private volatile @Nullable LedgerEntry entry;
  private volatile @Nullable Thread owner;

  void isFor(LedgerEntry handler) {
    entry = handler;
  }

  /// From now on the calling thread answers.
  void open() {
    owner = Thread.currentThread();
  }

  boolean hasBegun() {
    LedgerEntry handler = entry;
    return handler != null && handler.state() == RequestState.ANSWERING;
  }

  /// @throws UncheckedIOException the answer is no longer the caller's to give
  void pass() {
    LedgerEntry handler = entry;
    if (handler == null || owner == Thread.currentThread()) {
      return;
    }
    try {
      handler.beginAnswer();
    } catch (HandlerTimeoutException late) {
      throw new UncheckedIOException(late);
    }
  }
}
