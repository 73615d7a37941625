package dev.stopwater.http;

/// Serves one request on its own virtual thread, blocking as it likes: its ledger entry holds the
/// deadline.
@FunctionalInterface
public interface Handler {

  /// Returns when the reply is complete. An exception that escapes aborts the reply if it has
  /// begun, and is a 500 otherwise.
  void handle(Exchange exchange) throws Exception;
}
