package dev.stopwater.lifecycle;

import java.util.Locale;

/// A request asked for more memory than there is for it. It should end, or do with less.
public final class OverBudgetException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /// Whose bytes are too many.
  public enum Whose {
    /// This request's own: it will never fit.
    REQUEST,
    /// All of this user's.
    FLOW,
    /// All of the server's; or this request was cut for that reason, and should have ended.
    ALL;

    /// As metrics and log lines have it.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Whose whose;
  private final long limit;

  OverBudgetException(Whose whose, long limit) {
    super("more than " + limit + " bytes are held", null, false, false);
    this.whose = whose;
    this.limit = limit;
  }

  public Whose whose() {
    return whose;
  }

  /// In bytes.
  public long limit() {
    return limit;
  }
}
