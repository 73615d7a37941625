package dev.stopwater.assembly;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The server cannot start, for a reason that whoever runs it can mend: one plain sentence.
public final class StartException extends Exception {

  private static final long serialVersionUID = 1L;

  public StartException(String sentence) {
    super(sentence);
  }

  public StartException(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  /// What a part of the start failed with, as itself where it is one of these.
  static StartException from(@Nullable Throwable failure) {
    return failure instanceof StartException known
        ? known
        : new StartException("the start failed: " + failure, Objects.requireNonNull(failure));
  }

  public String sentence() {
    return String.valueOf(getMessage());
  }
}
