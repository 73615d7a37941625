package dev.stopwater.lifecycle;

/// Is told what the ledger saw and nobody else will: logs and counts it. Each event is told once.
public interface LedgerListener {

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
}
