package dev.stopwater.watchcache;

/// How much a cache keeps.
///
/// @param windowEvents how many recent writes each kind remembers, so that watches and pages go on
/// @param windowBytes what these may weigh, for each kind; the newest is always kept
/// @param mailboxEvents how many events may wait for one watcher before it counts as too slow
/// @param mailboxBytes what these may weigh; a single event may weigh more
public record WatchCacheSettings(
    int windowEvents, long windowBytes, int mailboxEvents, long mailboxBytes) {

  public WatchCacheSettings {
    if (windowEvents < 1 || windowBytes < 1 || mailboxEvents < 1 || mailboxBytes < 1) {
      throw new IllegalArgumentException("each bound must be at least 1");
    }
  }

  public static WatchCacheSettings defaults() {
    return new WatchCacheSettings(10_000, 32L << 20, 1_000, 16L << 20);
  }
}
