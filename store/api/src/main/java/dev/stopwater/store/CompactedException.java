package dev.stopwater.store;

/// The history that was asked for is no longer kept.
public final class CompactedException extends StoreException {

  private static final long serialVersionUID = 1L;

  private final long compacted;

  public CompactedException(long compacted) {
    super("history up to revision " + compacted + " was compacted", null);
    this.compacted = compacted;
  }

  /// The newest revision that was forgotten.
  public long compacted() {
    return compacted;
  }
}
