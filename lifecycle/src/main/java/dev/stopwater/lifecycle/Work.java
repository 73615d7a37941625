package dev.stopwater.lifecycle;

/// What a request's own virtual thread does.
@FunctionalInterface
public interface Work {

  /// Serves the request, blocking as it likes. What escapes goes to the [Answerer] if the answer is
  /// still open, and is a [LateOutcome] if it is not; so let it escape.
  void run(LedgerEntry request) throws Exception;
}
