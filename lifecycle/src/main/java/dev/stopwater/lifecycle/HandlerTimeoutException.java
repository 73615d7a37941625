package dev.stopwater.lifecycle;

import java.io.IOException;

/// A handler wrote after its deadline: the client has had its answer, and this one goes nowhere.
/// The counterpart of Go's `http: Handler timeout`.
public final class HandlerTimeoutException extends IOException {

  private static final long serialVersionUID = 1L;

  public HandlerTimeoutException() {
    super("http: Handler timeout");
  }
}
