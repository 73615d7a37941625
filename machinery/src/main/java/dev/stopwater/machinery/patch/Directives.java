package dev.stopwater.machinery.patch;

import dev.stopwater.machinery.codec.GoText;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Null;
import dev.stopwater.machinery.value.Value;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The keys that steer a strategic merge instead of being merged.
final class Directives {

  /// `replace` or `delete`, for a map or as an element of a list.
  static final String PATCH = "$patch";

  /// The only keys that the merged map may keep.
  static final String RETAIN_KEYS = "$retainKeys";

  private static final String DELETE_PREFIX = "$deleteFromPrimitiveList";
  private static final String ORDER_PREFIX = "$setElementOrder";

  private Directives() {}

  static boolean isDeletion(String key) {
    return key.startsWith(DELETE_PREFIX);
  }

  static boolean isOrder(String key) {
    return key.startsWith(ORDER_PREFIX);
  }

  /// The list that `$deleteFromPrimitiveList/list` is about.
  static String deletionTarget(String key) {
    return target(key, DELETE_PREFIX, "invalid patch format of primitive list");
  }

  /// The list that `$setElementOrder/list` is about.
  static String orderTarget(String key) {
    return target(key, ORDER_PREFIX, "invalid patch format of setElementOrder list");
  }

  private static String target(String key, String prefix, String otherwise) {
    if (!key.startsWith(prefix + "/")) {
      throw StatusException.badRequest(otherwise);
    }
    return key.substring(prefix.length() + 1);
  }

  static StatusException unknownPatch(Value directive, MapValue map) {
    return StatusException.unknown(
        "unknown patch type: " + GoPrint.asText(directive) + " in map: " + GoText.plain(map));
  }

  /// Takes `$retainKeys` out of `patch` and all keys that it does not name out of `original`.
  static void retainKeys(MapValue original, MapValue patch) {
    Value keys = patch.remove(RETAIN_KEYS);
    if (keys == null) {
      return;
    }
    if (!(keys instanceof ListValue list)) {
      throw StatusException.badRequest("invalid patch format of retainKeys");
    }
    Set<String> retained = new HashSet<>(list.texts());
    patch
        .entries()
        .forEach(entry -> {
          String key = entry.getKey();
          boolean steers = isDeletion(key) || isOrder(key) || entry.getValue() == Null.NULL;
          if (!steers && !retained.contains(key)) {
            throw StatusException.badRequest("invalid patch format of retainKeys");
          }
        });
    original.keys().retainAll(retained);
  }

  /// Takes the null members out of all maps in `value`; nulls that are items of lists stay.
  static void dropNulls(Value value) {
    if (value instanceof MapValue map) {
      map.entries().removeIf(entry -> entry.getValue() == Null.NULL);
      map.entries().forEach(entry -> dropNulls(entry.getValue()));
    } else if (value instanceof ListValue list) {
      list.forEach(Directives::dropNulls);
    }
  }

  /// A value that meets nothing to merge with, without the maps in it that bear a `$patch`; null if
  /// it is such a map itself. Maps change, lists are made anew: messages show the patch afterwards.
  static @Nullable Value withoutPatches(Value value) {
    return switch (value) {
      case MapValue map -> map.has(PATCH) ? null : membersWithoutPatches(map);
      case ListValue list -> itemsWithoutPatches(list);
      default -> value;
    };
  }

  private static MapValue membersWithoutPatches(MapValue map) {
    for (Iterator<Map.Entry<String, Value>> members = map.entries().iterator();
        members.hasNext(); ) {
      Map.Entry<String, Value> member = members.next();
      Value kept = withoutPatches(member.getValue());
      if (kept == null) {
        members.remove();
      } else {
        member.setValue(kept);
      }
    }
    return map;
  }

  private static ListValue itemsWithoutPatches(ListValue list) {
    ListValue kept = new ListValue();
    for (Value item : list) {
      Value stays = withoutPatches(item);
      if (stays != null) {
        kept.add(stays);
      }
    }
    return kept;
  }
}
