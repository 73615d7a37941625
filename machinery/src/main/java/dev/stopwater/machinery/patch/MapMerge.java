package dev.stopwater.machinery.patch;

import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.schema.Type;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Null;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Merges a map of a strategic merge patch into an original.
///
/// Both trees are given away: the original becomes the result, and of the patch remains what
/// messages show of it, without the directives that were obeyed.
final class MapMerge {

  private MapMerge() {}

  static MapValue merge(MapValue original, MapValue patch, @Nullable Type type) {
    Value directive = patch.find(Directives.PATCH);
    if (directive != null) {
      return directed(patch, directive);
    }
    Directives.retainKeys(original, patch);
    for (String key : List.copyOf(patch.keys())) {
      if (Directives.isOrder(key)) {
        mergeInOrder(original, patch, key, type);
      }
    }
    patch.entries().forEach(e -> mergeMember(original, e.getKey(), e.getValue(), type));
    return original;
  }

  private static MapValue directed(MapValue patch, Value directive) {
    String text = directive instanceof Text given ? given.value() : "";
    return switch (text) {
      case "replace" -> {
        patch.remove(Directives.PATCH);
        yield patch;
      }
      case "delete" -> new MapValue();
      default -> throw Directives.unknownPatch(directive, patch);
    };
  }

  private static void mergeMember(MapValue original, String key, Value value, @Nullable Type type) {
    boolean deletes = Directives.isDeletion(key);
    String name = deletes ? Directives.deletionTarget(key) : key;
    Value current = original.find(name);
    if (value == Null.NULL) {
      original.remove(name);
    } else if (current == null) {
      if (!deletes) {
        add(original, name, value);
      }
    } else if (current.getClass() == value.getClass()) {
      original.put(name, met(current, value, type, name, deletes));
    } else if (!deletes) {
      Directives.dropNulls(value);
      original.put(name, value);
    }
  }

  private static void add(MapValue original, String name, Value value) {
    Directives.dropNulls(value);
    Value kept = Directives.withoutPatches(value);
    if (kept != null) {
      original.put(name, kept);
    }
  }

  private static Value met(
      Value current, Value value, @Nullable Type type, String name, boolean deletes) {
    if (current instanceof MapValue map && value instanceof MapValue changes) {
      Meeting meeting = Meeting.of(type, name);
      return meeting.replaces() ? changes : merge(map, changes, meeting.type());
    }
    if (current instanceof ListValue list && value instanceof ListValue changes) {
      Meeting meeting = Meeting.of(type, name);
      return deletes
          ? ListMerge.delete(list, changes, meeting)
          : ListMerge.merge(list, changes, meeting);
    }
    return value;
  }

  /// Obeys one `$setElementOrder/list`, and takes it and the list's own patch out of `patch`.
  private static void mergeInOrder(
      MapValue original, MapValue patch, String directive, @Nullable Type type) {
    ListValue order = requireList(patch.remove(directive));
    String name = Directives.orderTarget(directive);
    ListValue current = original.has(name) ? requireList(original.find(name)) : null;
    ListValue changes = patch.has(name) ? requireList(patch.find(name)) : null;
    Meeting meeting = Meeting.of(type, name);
    meeting.requireList();
    ElementOrder.requireSameOrder(
        changes == null ? new ListValue() : changes, order, meeting.mergeKey());
    ListValue merged = merged(current, changes, meeting);
    if (merged != null) {
      ListMerge.requireOneKind(
          current == null ? new ListValue() : current, changes == null ? new ListValue() : changes);
      original.put(
          name,
          ElementOrder.arrange(
              merged, order, current == null ? new ListValue() : current, meeting.mergeKey()));
      patch.remove(name);
    }
  }

  private static @Nullable ListValue merged(
      @Nullable ListValue current, @Nullable ListValue changes, Meeting meeting) {
    if (changes == null) {
      return current;
    }
    if (current != null) {
      return ListMerge.merge(current, changes, meeting);
    }
    return (ListValue) Directives.withoutPatches(changes);
  }

  private static ListValue requireList(@Nullable Value value) {
    if (value instanceof ListValue list) {
      return list;
    }
    throw StatusException.unknown(
        "expected a []interface {}, but received a "
            + GoPrint.type(value == null ? Null.NULL : value));
  }
}
