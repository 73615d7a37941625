package dev.stopwater.machinery.quantity;

/// A text that is no amount, in upstream's words; without a stack trace, since it is the client's
/// mistake.
public final class QuantityException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  QuantityException(String message) {
    super(message, null, false, false);
  }

  public String message() {
    return String.valueOf(getMessage());
  }
}
