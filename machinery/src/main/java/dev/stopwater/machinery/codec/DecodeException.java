package dev.stopwater.machinery.codec;

/// Bytes that cannot be read, in the words of Go's decoder. It carries no stack trace: it is the
/// client's mistake, and the caller knows which Status that makes.
public final class DecodeException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final long offset;

  public DecodeException(String message, long offset) {
    super(message);
    this.offset = offset;
  }

  public String message() {
    return String.valueOf(getMessage());
  }

  /// How many bytes were read when the fault was seen; 0 where the format does not tell.
  public long offset() {
    return offset;
  }

  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}
