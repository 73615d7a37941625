package dev.stopwater.http.engine;

import java.io.IOException;

/// Why a reply was cut that had begun when its deadline passed.
final class DeadlineException extends IOException {

  private static final long serialVersionUID = 1L;

  DeadlineException() {
    super("the deadline passed before the reply was complete");
  }
}
