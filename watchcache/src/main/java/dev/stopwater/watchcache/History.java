package dev.stopwater.watchcache;

import dev.stopwater.store.Entry;
import dev.stopwater.store.StoreEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a cache begins with: its present state, and the recent writes that led to it.
///
/// The states between are found by undoing the writes, newest first, so a server that was just
/// started still lists and watches at revisions from before.
///
/// @param floor the revision after which `events` are complete
/// @param atFloor the state at that revision
/// @param revision of the newest of the events, or the floor
record History(long floor, Tree atFloor, List<Event> events, Tree present, long revision) {

  static History decoded(Unclaimed.Claim claim, String prefix, Decoder decoder) {
    Tree present = present(claim.entries(), prefix, decoder);
    Deque<Event> events = new ArrayDeque<>();
    Tree after = present;
    for (StoreEvent stored : claim.events().reversed()) {
      String key = stored.key().substring(prefix.length());
      Item previous = decoded(key, stored.previous(), decoder);
      Item item = after.find(key);
      if (previous != null || item != null) {
        events.addFirst(new Event(stored.revision(), after, previous, item, decoder));
      }
      after = previous == null ? after.without(key) : after.with(previous);
    }
    long revision = events.isEmpty() ? claim.floor() : events.getLast().revision();
    return new History(claim.floor(), after, List.copyOf(events), present, revision);
  }

  private static Tree present(List<Entry> entries, String prefix, Decoder decoder) {
    List<Item> items = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      items.add(decoder.decode(entry.key().substring(prefix.length()), entry));
    }
    items.sort((a, b) -> Keys.compare(a.key(), b.key()));
    return Tree.of(items);
  }

  private static @Nullable Item decoded(String key, @Nullable Entry entry, Decoder decoder) {
    return entry == null ? null : decoder.decode(key, entry);
  }
}
