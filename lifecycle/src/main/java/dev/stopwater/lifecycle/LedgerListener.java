package dev.stopwater.lifecycle;

/// Is told what the ledger saw and nobody else will: logs and counts it. Each event is told once.
public interface LedgerListener {

  /// The deadline passed before the answer was complete, which has been seen to: a 504, or a cut if
  /// the answer had begun. Called on an answering thread; must not block.
  ///
  /// @param request as it was then, with what its handler was doing where there was time to look
  /// @param begun whether the handler had begun to answer
  default void timedOut(RequestSnapshot request, boolean begun) {}

  /// A handler ended after the answer had been taken from it. Called on that handler's own thread,
  /// whose interrupt flag is clear.
  void late(LateOutcome outcome);

  /// A handler whose answer was taken from it can never run again: the collector took its thread.
  /// Called on the clock's thread, or that of whoever sweeps; must not block.
  void leaked(RequestSnapshot request);

  /// An answerer, an end action or a handler that had answered threw this, on any thread.
  ///
  /// @param what which of them; a constant text
  void fault(String what, Throwable failure);

  /// A request was cut because it held more memory than any other, and none was left; its answer
  /// has been seen to. Called on an answering thread; must not block.
  default void cut(RequestSnapshot request, boolean begun) {}

  /// A request asked for memory and got none. Called on the asking thread.
  default void refused(LedgerEntry request, OverBudgetException.Whose whose) {}
}
