package dev.stopwater.lifecycle;

import java.time.Duration;
import java.util.function.LongSupplier;

/// How a ledger is set up.
///
/// @param name of its threads: `<name>-clock`, `<name>-answerer`, `<name>-request`
/// @param allotted what a request may take unless it is told otherwise
/// @param nanos a clock that never goes back, in nanoseconds from any origin
/// @param answerers how many platform threads give the answers of requests that timed out
/// @param bytes how much memory requests may hold
/// @param byHand whether there are no threads of the ledger's own: it moves only when
///   [Ledger#tick()] is called, and does all its work in that call
public record LedgerSettings(
    String name,
    Duration allotted,
    LongSupplier nanos,
    LedgerListener listener,
    int answerers,
    ByteLimits bytes,
    boolean byHand) {

  public LedgerSettings {
    if (allotted.isNegative() || allotted.isZero()) {
      throw new IllegalArgumentException("allotted must be positive: " + allotted);
    }
    if (answerers < 1) {
      throw new IllegalArgumentException("answerers must be positive: " + answerers);
    }
  }

  /// A ledger that runs by the system's clock.
  public static LedgerSettings of(String name, Duration allotted, LedgerListener listener) {
    return new LedgerSettings(
        name, allotted, System::nanoTime, listener, 2, ByteLimits.NONE, false);
  }

  /// A ledger for tests, which move its clock and call [Ledger#tick()].
  public static LedgerSettings byHand(
      Duration allotted, LongSupplier nanos, LedgerListener listener) {
    return new LedgerSettings("ledger", allotted, nanos, listener, 1, ByteLimits.NONE, true);
  }

  /// The same, with bounds for memory.
  public LedgerSettings within(ByteLimits limits) {
    return new LedgerSettings(name, allotted, nanos, listener, answerers, limits, byHand);
  }
}
