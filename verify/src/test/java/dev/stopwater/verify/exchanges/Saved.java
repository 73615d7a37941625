package dev.stopwater.verify.exchanges;

import dev.stopwater.machinery.value.Bool;
import dev.stopwater.machinery.value.Int;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a scenario has learned so far: its namespace, and values out of earlier answers.
///
/// Requests name them in braces; in answers the names take the values' place.
final class Saved {

  private static final int SHORTEST = 4; // shorter values stand in texts by chance

  private final Map<String, String> values = new LinkedHashMap<>();

  Saved(String namespace) {
    values.put("ns", namespace);
  }

  void save(String name, Value document, String pointer) {
    values.put(name, find(document, pointer).map(Saved::text).orElse("nothing-at-" + pointer));
  }

  private static Optional<Value> find(Value document, String pointer) {
    Optional<Value> at = Optional.of(document);
    for (String part : pointer.replaceAll("^/+|/+$", "").split("/")) {
      String key = part.replace("~1", "/").replace("~0", "~");
      at = at.flatMap(value -> child(value, key));
    }
    return at;
  }

  private static Optional<Value> child(Value value, String key) {
    return switch (value) {
      case MapValue map -> Optional.ofNullable(map.find(key));
      case ListValue list when Integer.parseInt(key) < list.size() ->
          Optional.of(list.at(Integer.parseInt(key)));
      default -> Optional.empty();
    };
  }

  private static String text(Value value) {
    return switch (value) {
      case Text text -> text.value();
      case Int whole -> Long.toString(whole.value());
      case Bool truth -> truth.value() ? "True" : "False";
      default -> JsonText.of(value);
    };
  }

  /// The text with the values in place of their names.
  String filledIn(String text) {
    String filled = text;
    for (Map.Entry<String, String> each : values.entrySet()) {
      filled = filled.replace("{" + each.getKey() + "}", each.getValue());
    }
    return filled;
  }

  Value filledIn(Value value) {
    return switch (value) {
      case Text text -> new Text(filledIn(text.value()));
      case MapValue map -> {
        MapValue filled = MapValue.of();
        map.entries()
            .forEach(each -> filled.put(filledIn(each.getKey()), filledIn(each.getValue())));
        yield filled;
      }
      case ListValue list -> {
        ListValue filled = ListValue.of();
        list.forEach(each -> filled.add(filledIn(each)));
        yield filled;
      }
      default -> value;
    };
  }

  /// The text with the names in place of their values, the longest value first.
  String named(String text) {
    String named = text;
    for (Map.Entry<String, String> each : longestFirst()) {
      named = named.replace(each.getValue(), "{" + each.getKey() + "}");
    }
    return named;
  }

  private Iterable<Map.Entry<String, String>> longestFirst() {
    return values.entrySet().stream()
            .filter(each -> each.getValue().length() >= SHORTEST)
            .sorted(Comparator.comparingInt(each -> -each.getValue().length()))
        ::iterator;
  }
}
