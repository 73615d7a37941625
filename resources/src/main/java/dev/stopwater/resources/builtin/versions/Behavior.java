package dev.stopwater.resources.builtin.versions;

import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Null;
import dev.stopwater.machinery.value.Value;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An autoscaler's behavior as its annotation has it: field names with capitals, and null for what
/// is not set.
final class Behavior {

  private static final List<String> DIRECTIONS = List.of("scaleUp", "scaleDown");
  private static final List<String> RULES =
      List.of("stabilizationWindowSeconds", "selectPolicy", "policies", "tolerance");
  private static final List<String> POLICY = List.of("type", "value", "periodSeconds");

  private Behavior() {}

  static MapValue written(MapValue behavior) {
    MapValue written = new MapValue();
    for (String direction : DIRECTIONS) {
      MapValue rules = behavior.map(direction);
      written.put(capital(direction), rules == null ? Null.NULL : rules(rules));
    }
    return written;
  }

  private static MapValue rules(MapValue rules) {
    MapValue written = fields(rules, RULES);
    ListValue list = rules.list("policies");
    if (list != null) {
      ListValue policies = new ListValue();
      list.maps().forEach(policy -> policies.add(fields(policy, POLICY)));
      written.put(capital("policies"), policies);
    }
    return written;
  }

  private static MapValue fields(MapValue map, List<String> names) {
    MapValue written = new MapValue();
    for (String name : names) {
      Value value = map.find(name);
      written.put(capital(name), value == null ? Null.NULL : value.copy());
    }
    return written;
  }

  private static String capital(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  /// The behavior that an annotation tells, or null where it tells none.
  static @Nullable MapValue read(MapValue annotation) {
    MapValue behavior = small(annotation);
    return behavior.isEmpty() ? null : behavior;
  }

  private static MapValue small(MapValue map) {
    MapValue small = new MapValue();
    map.entries()
        .forEach(entry -> {
          if (entry.getValue() != Null.NULL && !entry.getKey().isEmpty()) {
            small.put(lower(entry.getKey()), small(entry.getValue()));
          }
        });
    return small;
  }

  private static Value small(Value value) {
    return switch (value) {
      case MapValue map -> small(map);
      case ListValue list -> {
        ListValue small = new ListValue();
        list.forEach(item -> small.add(small(item)));
        yield small;
      }
      default -> value;
    };
  }

  private static String lower(String name) {
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }
}
