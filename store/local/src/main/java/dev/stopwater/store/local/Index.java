package dev.stopwater.store.local;

import dev.stopwater.store.KeyOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which revision each present key has. Values stay on disk.
///
/// Used by the writer thread alone. Changes are provisional until [#keep]; [#undo] takes them back,
/// so that a batch can see its own writes and still fail as a whole.
final class Index {

  /// Where a key stands.
  record Slot(long created, long revision) {}

  private record Before(String key, @Nullable Slot slot) {}

  private final Map<String, Slot> slots = new HashMap<>();
  private final List<Before> provisional = new ArrayList<>();

  @Nullable Slot find(String key) {
    return slots.get(key);
  }

  /// Takes in a row that is newer than all before it.
  void apply(Row row) {
    Slot before =
        row.value() == null
            ? slots.remove(row.key())
            : slots.put(row.key(), new Slot(row.created(), row.revision()));
    provisional.add(new Before(row.key(), before));
  }

  void keep() {
    provisional.clear();
  }

  void undo() {
    for (Before before : provisional.reversed()) {
      if (before.slot() == null) {
        slots.remove(before.key());
      } else {
        slots.put(before.key(), before.slot());
      }
    }
    provisional.clear();
  }

  /// All present keys in their order.
  List<String> keys() {
    List<String> keys = new ArrayList<>(slots.keySet());
    keys.sort(KeyOrder.OF_BYTES);
    return keys;
  }

  int size() {
    return slots.size();
  }
}
