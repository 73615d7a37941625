package dev.stopwater.store;

import org.jspecify.annotations.Nullable;

/// A store could not do what it was asked: disk full, file damaged, closed. The message is a plain
/// sentence for whoever runs the server.
public class StoreException extends Exception {

  private static final long serialVersionUID = 1L;

  public StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
