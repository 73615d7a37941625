package dev.stopwater.server.request;

import dev.stopwater.access.UserInfo;

/// Follows one request through its phases, where tracing is on. Called on the request's own thread;
/// never blocks and never throws.
public interface Trace {

  /// Who asks. Only the first who is known counts: whom a request impersonates has no say in how it
  /// is traced.
  void known(UserInfo user);

  /// The request does something else now; what it did before is over.
  void phase(String name);

  /// Begins something within the phase: over when it is closed, when the next one begins, or with
  /// the phase.
  Part part(String name);

  /// What joins the log to the trace: 32 hexadecimal digits.
  String id();

  /// Something within a phase.
  interface Part extends AutoCloseable {
    @Override
    void close();
  }
}
