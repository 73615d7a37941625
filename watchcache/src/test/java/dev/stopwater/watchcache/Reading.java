package dev.stopwater.watchcache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Reads watchers in tests.
final class Reading {

  private Reading() {}

  /// Everything that is there, without waiting.
  static List<WatchEvent> all(Watcher watcher) throws InterruptedException {
    List<WatchEvent> events = new ArrayList<>();
    WatchEvent event = watcher.next(Duration.ZERO);
    while (event != null) {
      events.add(event);
      event = watcher.next(Duration.ZERO);
    }
    return events;
  }

  static List<String> texts(Watcher watcher) throws InterruptedException {
    return all(watcher).stream().map(Pods::text).toList();
  }

  static List<String> keys(Snapshot snapshot, String prefix) {
    List<String> keys = new ArrayList<>();
    snapshot.items("", prefix).forEachRemaining(item -> keys.add(item.key()));
    return keys;
  }
}
