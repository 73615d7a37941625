package dev.stopwater.watchcache;

/// The history that was asked for is no longer in memory.
public final class ExpiredException extends Exception {

  private static final long serialVersionUID = 1L;

  private final long requested;
  private final long oldest;

  ExpiredException(long requested, long oldest) {
    super("revision " + requested + " is older than the oldest kept, " + oldest);
    this.requested = requested;
    this.oldest = oldest;
  }

  public long requested() {
    return requested;
  }

  /// The oldest revision from which one may go on.
  public long oldest() {
    return oldest;
  }
}
