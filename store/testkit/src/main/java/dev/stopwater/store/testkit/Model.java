package dev.stopwater.store.testkit;

import dev.stopwater.store.Change;
import dev.stopwater.store.Entry;
import dev.stopwater.store.Outcome;
import dev.stopwater.store.StoreEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The store as one would explain it to a newcomer: a list of everything that ever happened. Slow,
/// never compacted, and plain enough to be believed.
final class Model {

  private final List<StoreEvent> events = new ArrayList<>();

  Outcome write(Change change) {
    Entry holder = holder(change.key());
    if (holder == null && change.expected() != 0) {
      return new Outcome.Gone();
    }
    if (holder != null && holder.revision() != change.expected()) {
      return new Outcome.Outrun(holder);
    }
    events.add(new StoreEvent(change.key(), head() + 1, holder, change.value()));
    return new Outcome.Committed(head());
  }

  long head() {
    return events.size() + 1L;
  }

  @Nullable Entry holder(String key) {
    for (StoreEvent event : events.reversed()) {
      if (event.key().equals(key)) {
        return event.entry();
      }
    }
    return null;
  }

  /// All present entries, in no particular order.
  List<Entry> present() {
    List<Entry> present = new ArrayList<>();
    for (String key : events.stream().map(StoreEvent::key).distinct().toList()) {
      Entry holder = holder(key);
      if (holder != null) {
        present.add(holder);
      }
    }
    return present;
  }

  List<StoreEvent> history(long after, int most) {
    return events.stream().filter(event -> event.revision() > after).limit(most).toList();
  }
}
