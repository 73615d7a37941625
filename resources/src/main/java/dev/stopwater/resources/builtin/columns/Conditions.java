package dev.stopwater.resources.builtin.columns;

import dev.stopwater.machinery.value.MapValue;
import org.jspecify.annotations.Nullable;

/// The `status.conditions` of an object.
final class Conditions {

  private Conditions() {}

  /// The first condition of a type, or null.
  static @Nullable MapValue find(MapValue object, String type) {
    for (MapValue each : object.mapOrEmpty("status").listOrEmpty("conditions").maps()) {
      if (each.text("type", "").equals(type)) {
        return each;
      }
    }
    return null;
  }

  static boolean holds(MapValue object, String type) {
    MapValue condition = find(object, type);
    return condition != null && condition.text("status", "").equals("True");
  }
}
