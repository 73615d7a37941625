package dev.stopwater.watchcache;

import dev.stopwater.store.Entry;
import dev.stopwater.store.StoreEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the store told us of keys for which there is no cache yet: present entries and recent
/// writes, bounded like a cache's window. Not safe for threads: the lock of [WatchCaches] guards
/// it.
final class Unclaimed {

  /// The part of one prefix.
  ///
  /// @param floor the revision after which `events` are complete
  record Claim(List<Entry> entries, List<StoreEvent> events, long floor) {}

  private final WatchCacheSettings settings;
  private final TreeMap<String, Entry> entries = new TreeMap<>();
  private final Deque<StoreEvent> events = new ArrayDeque<>();
  private long bytes;
  private long floor;

  Unclaimed(WatchCacheSettings settings) {
    this.settings = settings;
  }

  /// Forgets all events; the next ones are complete after this revision.
  void beginAt(long revision) {
    events.clear();
    bytes = 0;
    floor = revision;
  }

  void put(Entry entry) {
    entries.put(entry.key(), entry);
  }

  /// Takes a write of which the entries know already.
  void remember(StoreEvent event) {
    events.add(event);
    bytes += weight(event);
    while (events.size() > settings.windowEvents()
        || (bytes > settings.windowBytes() && events.size() > 1)) {
      StoreEvent forgotten = events.remove();
      bytes -= weight(forgotten);
      floor = forgotten.revision();
    }
  }

  void apply(StoreEvent event) {
    Entry entry = event.entry();
    if (entry == null) {
      entries.remove(event.key());
    } else {
      entries.put(event.key(), entry);
    }
    remember(event);
  }

  /// Hands over, and forgets, everything below the prefix.
  Claim claim(String prefix) {
    List<StoreEvent> claimed = new ArrayList<>();
    for (Iterator<StoreEvent> each = events.iterator(); each.hasNext(); ) {
      StoreEvent event = each.next();
      if (event.key().startsWith(prefix)) {
        claimed.add(event);
        bytes -= weight(event);
        each.remove();
      }
    }
    return new Claim(claimEntries(prefix), claimed, floor);
  }

  private List<Entry> claimEntries(String prefix) {
    List<Entry> claimed = new ArrayList<>();
    Iterator<Map.Entry<String, Entry>> each = entries.tailMap(prefix).entrySet().iterator();
    while (each.hasNext()) {
      Entry entry = each.next().getValue();
      if (!entry.key().startsWith(prefix)) {
        break;
      }
      claimed.add(entry);
      each.remove();
    }
    return claimed;
  }

  private static long weight(StoreEvent event) {
    byte[] value = event.value();
    return value == null ? 0 : value.length;
  }
}
