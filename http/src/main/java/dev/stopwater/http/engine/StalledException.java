package dev.stopwater.http.engine;

import java.io.IOException;

/// The client took nothing for longer than we wait.
final class StalledException extends IOException {

  private static final long serialVersionUID = 1L;

  StalledException() {
    super("the client does not read");
  }
}
