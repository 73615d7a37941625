package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What may still be said of a pod that waits at a gate: where it may go can be narrowed.
final class GatedPods {

  private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";

  private GatedPods() {}

  /// Puts back the old node selector and affinity in `now` where they were only narrowed.
  static void restore(MapValue now, MapValue before) {
    if (contains(now.mapOrEmpty("nodeSelector"), before.mapOrEmpty("nodeSelector"))) {
      PodUpdates.restore("nodeSelector", now, before);
    }
    MapValue affinity = now.mapOrEmpty("affinity");
    MapValue node = affinity.mapOrEmpty("nodeAffinity");
    MapValue old = before.mapOrEmpty("affinity").mapOrEmpty("nodeAffinity");
    if (narrowed(node.map(REQUIRED), old.map(REQUIRED))) {
      if (before.map("affinity") == null) {
        MapValue others = affinity.copy();
        others.remove("nodeAffinity");
        if (others.isEmpty()) {
          now.remove("affinity");
        } else {
          now.mapOrPut("affinity").remove("nodeAffinity");
        }
      } else if (now.map("affinity") != null) {
        PodUpdates.restore("nodeAffinity", now.mapOrPut("affinity"), before.mapOrEmpty("affinity"));
      }
    }
  }

  private static boolean contains(MapValue now, MapValue before) {
    return before.entries().stream()
        .allMatch(entry -> entry.getValue().equals(now.find(entry.getKey())));
  }

  private static boolean narrowed(@Nullable MapValue now, @Nullable MapValue before) {
    if (before == null) {
      return true;
    }
    if (now == null) {
      return false;
    }
    List<MapValue> terms = now.listOrEmpty("nodeSelectorTerms").maps();
    List<MapValue> old = before.listOrEmpty("nodeSelectorTerms").maps();
    if (terms.size() != old.size()) {
      return false;
    }
    for (int i = 0; i < terms.size(); i++) {
      if (!narrowedTerm(terms.get(i), old.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean narrowedTerm(MapValue now, MapValue before) {
    for (String list : List.of("matchExpressions", "matchFields")) {
      ListValue old = before.listOrEmpty(list);
      ListValue current = now.listOrEmpty(list);
      boolean kept = old.items().stream().allMatch(item -> has(current, item));
      if (!kept) {
        return false;
      }
    }
    boolean matchedNothing =
        before.listOrEmpty("matchExpressions").isEmpty()
            && before.listOrEmpty("matchFields").isEmpty();
    return !matchedNothing || Immutable.same(now, before);
  }

  private static boolean has(ListValue list, Value item) {
    return list.items().stream().anyMatch(other -> Immutable.same(other, item));
  }
}
