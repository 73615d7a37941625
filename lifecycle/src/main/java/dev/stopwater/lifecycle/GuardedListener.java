package dev.stopwater.lifecycle;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The listener of a ledger, and other code that is not the ledger's own: what escapes from it is
/// told to the listener as a fault, and ends no thread. Any thread.
record GuardedListener(LedgerListener listener) {

  void timedOut(LedgerEntry entry, boolean begun) {
    RequestSnapshot request = entry.snapshot();
    guard("listener of timeouts", () -> listener.timedOut(request, begun));
  }

  void cut(LedgerEntry entry, boolean begun) {
    RequestSnapshot request = entry.snapshot();
    guard("listener of cuts", () -> listener.cut(request, begun));
  }

  void refused(LedgerEntry entry, OverBudgetException.Whose whose) {
    guard("listener of refusals", () -> listener.refused(entry, whose));
  }

  void leaked(RequestSnapshot evidence) {
    guard("listener of leaks", () -> listener.leaked(evidence));
  }

  void late(LedgerEntry entry, @Nullable Throwable failure, Duration lateBy) {
    LateOutcome outcome =
        new LateOutcome(LateOutcome.Status.of(failure), entry.snapshot(), lateBy, failure);
    guard("listener of late outcomes", () -> listener.late(outcome));
  }

  void guard(String what, Runnable foreign) {
    try {
      foreign.run();
    } catch (Throwable failure) {
      fault(what, failure);
    }
  }

  /// Never throws: a listener that does must not end the clock.
  void fault(String what, Throwable failure) {
    try {
      listener.fault(what, failure);
    } catch (Throwable ofTheListener) {
      failure.addSuppressed(ofTheListener);
    }
  }
}
