package dev.stopwater.lifecycle;

/// How many bytes requests may hold that are there for their sake alone: bodies, trees, answers
/// that the client has not taken, events that wait for it. What they share, such as the objects in
/// a cache, is not theirs.
///
/// @param request the most of one request
/// @param flow the most of all requests of one user together
/// @param all the most of all requests together
public record ByteLimits(long request, long flow, long all) {

  /// No bounds: bytes are counted, no more.
  public static final ByteLimits NONE =
      new ByteLimits(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

  public ByteLimits {
    if (request < 1 || flow < 1 || all < 1) {
      throw new IllegalArgumentException("limits of bytes must be positive");
    }
  }

  /// Room for the largest object that may be stored, with its trees before and after a patch.
  private static final long LARGEST = 64L << 20;

  /// A quarter of the heap for all, half of that for one user, half of that for one request, but
  /// enough for the largest object where one user may hold that.
  public static ByteLimits ofHeap(long mostBytes) {
    long all = Math.max(4, mostBytes / 4);
    long user = all / 2;
    return new ByteLimits(Math.min(user, Math.max(all / 4, LARGEST)), user, all);
  }
}
