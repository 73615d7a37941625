package dev.stopwater.lifecycle;

/// Where a request stands.
///
/// ```
/// RUNNING ──► ANSWERING ──► ANSWERED ──► ENDED
///    │            │
///    ├────────────┴───► TIMED_OUT ────► ENDED     the clock won: 504, or a reset
///    └────────────┴───► GONE ─────────► ENDED     the client left: nobody is answered
/// ```
///
/// Each move but the last is one compare-and-set, contested by the handler, the clock and the
/// connection. Only the handler's own thread ends a request.
public enum RequestState {
  /// Nothing has been sent.
  RUNNING,
  /// The handler has begun to send, so that a 504 is no longer possible.
  ANSWERING,
  /// The handler's answer is complete.
  ANSWERED,
  /// The deadline passed first.
  TIMED_OUT,
  /// The client went away first, or the server stopped.
  GONE,
  /// The handler's thread has done all that it will ever do.
  ENDED
}
