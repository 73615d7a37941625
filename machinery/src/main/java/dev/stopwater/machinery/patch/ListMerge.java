package dev.stopwater.machinery.patch;

import dev.stopwater.machinery.codec.GoText;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.schema.Type;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Merges lists of a strategic merge patch: maps by their merge key, scalars as sets.
final class ListMerge {

  private ListMerge() {}

  /// What `patch` makes of `original`, in the patch's order with new elements first. `original` is
  /// given away, but for its order (see [#reuseRoom]).
  static ListValue merge(ListValue original, ListValue patch, Meeting meeting) {
    if (!meeting.merges()) {
      return patch;
    }
    if (original.isEmpty() && patch.isEmpty()) {
      return original;
    }
    if (!(requireOneKind(original, patch) instanceof MapValue)) {
      return ElementOrder.arrange(union(original, patch), patch, original, null);
    }
    return mergeMaps(original, patch, meeting);
  }

  /// `original` without the elements of `deleted`; maps are not deleted but merged.
  static ListValue delete(ListValue original, ListValue deleted, Meeting meeting) {
    if (original.isEmpty() && deleted.isEmpty()) {
      return original;
    }
    if (requireOneKind(original, deleted) instanceof MapValue) {
      return mergeMaps(original, deleted, meeting);
    }
    Set<Value> gone = new HashSet<>(deleted.items());
    original.items().removeIf(gone::contains);
    return original;
  }

  /// An element, after a look at all of them: they must be of one kind.
  static Value requireOneKind(ListValue original, ListValue patch) {
    if (original.isEmpty() && patch.isEmpty()) {
      throw StatusException.unknown("no elements in any of the given slices");
    }
    Value first = original.isEmpty() ? patch.at(0) : original.at(0);
    if (first instanceof ListValue) {
      throw StatusException.unknown("lists of lists are not supported");
    }
    if (differs(original, first) || differs(patch, first)) {
      throw StatusException.unknown(
          "list element types are not identical: " + GoText.plain(ListValue.of(original, patch)));
    }
    return first;
  }

  private static boolean differs(ListValue list, Value from) {
    return list.items().stream().anyMatch(item -> item.getClass() != from.getClass());
  }

  private static ListValue union(ListValue original, ListValue patch) {
    LinkedHashSet<Value> all = new LinkedHashSet<>(original.items());
    all.addAll(patch.items());
    ListValue union = new ListValue();
    all.forEach(union::add);
    return union;
  }

  private static ListValue mergeMaps(ListValue original, ListValue patch, Meeting meeting) {
    String mergeKey = meeting.mergeKey();
    if (mergeKey == null) {
      throw StatusException.unknown(
          "cannot merge lists without merge key for " + elementName(meeting));
    }
    ListValue kept = new ListValue();
    kept.items().addAll(original.items());
    ListValue changes = new ListValue();
    boolean replaced = false;
    for (MapValue element : patch.maps()) {
      Value directive = element.find(Directives.PATCH);
      if (directive == null) {
        changes.add(element);
      } else {
        replaced |= obey(directive, element, kept, mergeKey);
      }
    }
    if (replaced) {
      return changes;
    }
    ListValue merged = mergedElements(kept, changes, mergeKey, meeting.elementType());
    ListValue result = ElementOrder.arrange(merged, changes, kept, mergeKey);
    reuseRoom(original, merged);
    return result;
  }

  /// Where elements were deleted, upstream puts new ones into their room, and takes them for old
  /// ones when a `$setElementOrder` asks for the order before.
  private static void reuseRoom(ListValue original, ListValue merged) {
    int room = Math.min(original.size(), merged.size());
    for (int i = 0; i < room; i++) {
      original.set(i, merged.at(i));
    }
  }

  /// Obeys an element that is a directive; true if the list is to be replaced.
  private static boolean obey(
      Value directive, MapValue element, ListValue original, String mergeKey) {
    String text = directive instanceof Text given ? given.value() : "";
    return switch (text) {
      case "delete" -> {
        Value gone = mergeValue(element, mergeKey);
        original
            .items()
            .removeIf(item -> item instanceof MapValue map && gone.equals(map.find(mergeKey)));
        yield false;
      }
      case "replace" -> true;
      case "merge" ->
          throw StatusException.unknown("merging lists cannot yet be specified in the patch");
      default -> throw Directives.unknownPatch(directive, element);
    };
  }

  private static ListValue mergedElements(
      ListValue original, ListValue changes, String mergeKey, @Nullable Type type) {
    ListValue merged = new ListValue();
    merged.items().addAll(original.items());
    ElementOrder.Ranks ranks = new ElementOrder.Ranks(original, mergeKey);
    for (MapValue change : changes.maps()) {
      Value key = mergeValue(change, mergeKey);
      Integer at = ranks.of(key);
      if (at == null) {
        ranks.add(key, merged.size());
        merged.add(change);
      } else {
        merged.set(at, MapMerge.merge(merged.mapAt(at), change, type));
      }
    }
    return merged;
  }

  static Value mergeValue(MapValue element, String mergeKey) {
    Value value = element.find(mergeKey);
    if (value == null) {
      throw StatusException.unknown(
          "map: " + GoText.plain(element) + " does not contain declared merge key: " + mergeKey);
    }
    return value;
  }

  private static String elementName(Meeting meeting) {
    return meeting.elementType() instanceof Type.Struct struct ? struct.schema().shortName() : "";
  }
}
