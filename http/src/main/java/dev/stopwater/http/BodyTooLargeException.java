package dev.stopwater.http;

import java.io.IOException;

/// A body had more bytes than the server reads.
public final class BodyTooLargeException extends IOException {

  private static final long serialVersionUID = 1L;

  public BodyTooLargeException(int most) {
    super("the body has more than " + most + " bytes");
  }
}
