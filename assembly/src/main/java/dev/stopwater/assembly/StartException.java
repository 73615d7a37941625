package dev.stopwater.assembly;

/// The server cannot start, for a reason that whoever runs it can mend: one plain sentence.
public final class StartException extends Exception {

  private static final long serialVersionUID = 1L;

  public StartException(String sentence) {
    super(sentence);
  }

  public StartException(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  public String sentence() {
    return String.valueOf(getMessage());
  }
}
