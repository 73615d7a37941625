package dev.stopwater.watchcache;

import dev.stopwater.machinery.select.Attributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Who watches a cache. A watcher that has caught up stands at the place it looks at, so that a
/// write asks only those who may be concerned: everyone's place, its namespace's, its name's, its
/// own. Not safe for threads: the cache's lock guards it.
final class Watchers {

  /// Where one looks: a namespace, a name, both or neither (empty).
  private record Place(String namespace, String name) {}

  private static final Place EVERYWHERE = new Place("", "");

  private final Set<Watcher> open = new HashSet<>();
  private final Map<Place, Set<Watcher>> attached = new HashMap<>();

  void open(Watcher watcher) {
    open.add(watcher);
  }

  boolean isOpen(Watcher watcher) {
    return open.contains(watcher);
  }

  int count() {
    return open.size();
  }

  List<Watcher> all() {
    return new ArrayList<>(open);
  }

  void attach(Watcher watcher) {
    attached.computeIfAbsent(place(watcher), absent -> new LinkedHashSet<>()).add(watcher);
  }

  void remove(Watcher watcher) {
    open.remove(watcher);
    Place place = place(watcher);
    Set<Watcher> there = attached.get(place);
    if (there != null && there.remove(watcher) && there.isEmpty()) {
      attached.remove(place);
    }
  }

  /// Tells everyone whom the write concerns, without waiting.
  ///
  /// @return how many were cut off, and are no longer told anything
  int publish(Event event) {
    if (attached.isEmpty()) {
      return 0;
    }
    Attributes object = event.object();
    int cut = publish(event, EVERYWHERE) + publish(event, new Place("", object.name()));
    if (!object.namespace().isEmpty()) {
      cut += publish(event, new Place(object.namespace(), ""));
      cut += publish(event, new Place(object.namespace(), object.name()));
    }
    return cut;
  }

  private int publish(Event event, Place place) {
    Set<Watcher> there = attached.get(place);
    if (there == null) {
      return 0;
    }
    int cut = 0;
    for (Iterator<Watcher> each = there.iterator(); each.hasNext(); ) {
      Watcher watcher = each.next();
      if (!watcher.publish(event)) {
        each.remove();
        open.remove(watcher);
        cut++;
      }
    }
    if (there.isEmpty()) {
      attached.remove(place);
    }
    return cut;
  }

  private static Place place(Watcher watcher) {
    return new Place(watcher.request().namespace(), watcher.request().name());
  }
}
