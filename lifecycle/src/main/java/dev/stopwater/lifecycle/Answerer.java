package dev.stopwater.lifecycle;

import org.jspecify.annotations.Nullable;

/// Gives the answers that a handler did not give; the engine has one for each request. For each
/// request at most one of the methods is called, once. The ledger lets go of it afterwards, and
/// when the request ends.
public interface Answerer {

  /// The deadline passed before the answer was complete. Sends a 504, or, where the answer had
  /// begun, cuts the stream or connection. Called on a platform thread of the ledger; must not
  /// block, since the answers of other requests wait behind it.
  ///
  /// @param begun whether the handler had been allowed to send its first byte
  void timedOut(LedgerEntry request, boolean begun);

  /// The handler ended in time, but without completing its answer. Sends a 500, or, where the
  /// answer had begun, ends or cuts it. Called on the handler's own thread; must not wait for the
  /// client, since no deadline watches over this answer.
  ///
  /// @param begun whether the handler had been allowed to send its first byte
  /// @param failure what escaped from the handler, or null if it just returned
  void unanswered(LedgerEntry request, boolean begun, @Nullable Throwable failure);

  /// The request was cut because it holds more of the server's memory than any other, and none is
  /// left. Sends a 429, or, where the answer had begun, cuts the stream or connection; otherwise as
  /// [#timedOut].
  default void overBudget(LedgerEntry request, boolean begun) {
    timedOut(request, begun);
  }
}
