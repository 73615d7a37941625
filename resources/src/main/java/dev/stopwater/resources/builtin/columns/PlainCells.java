package dev.stopwater.resources.builtin.columns;

import dev.stopwater.machinery.value.Bool;
import dev.stopwater.machinery.value.Int;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Null;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Cells that any kind may have.
final class PlainCells {

  private PlainCells() {}

  static void addTo(Functions functions) {
    functions
        .put("", (seen, now) -> seen instanceof Null ? null : seen)
        .put("filled", PlainCells::filled)
        .put("words", PlainCells::words)
        .put("trueOrFalse", PlainCells::trueOrFalse)
        .put("count", PlainCells::count)
        .put("seconds", PlainCells::seconds)
        .put("trimmed", (seen, now) -> seen instanceof Text(String t) ? new Text(t.strip()) : null)
        .list("list", list -> list.isEmpty() ? null : String.join(",", list.texts()))
        .object("pairs", PlainCells::pairs)
        .object("labels", holder -> pairs(holder.mapOrEmpty("labels")))
        .object("selector", PlainCells::selector)
        .object("kindAndName", it -> it.text("kind", "") + "/" + it.text("name", ""))
        .object("versionAndKind", it -> it.text("apiVersion", "") + "/" + it.text("kind", ""))
        .object("namespaceAndName", it -> it.text("namespace", "") + "/" + it.text("name", ""))
        .object("controller", PlainCells::controller);
  }

  private static @Nullable Value filled(Value seen, Instant now) {
    return seen instanceof Text(String text) && text.isEmpty() ? null : seen;
  }

  private static @Nullable Value words(Value seen, Instant now) {
    return seen instanceof Int(long number) ? new Text(Long.toString(number)) : filled(seen, now);
  }

  private static @Nullable Value trueOrFalse(Value seen, Instant now) {
    return seen instanceof Bool(boolean flag) ? new Text(flag ? "True" : "False") : null;
  }

  private static @Nullable Value count(Value seen, Instant now) {
    return switch (seen) {
      case MapValue map -> new Int(map.size());
      case ListValue list -> new Int(list.size());
      case Text text -> null;
      case Value other -> null;
    };
  }

  private static @Nullable Value seconds(Value seen, Instant now) {
    return seen instanceof Int(long seconds)
        ? new Text(Ages.text(Duration.ofSeconds(seconds)))
        : null;
  }

  /// `a=b,c=d`, by key; null for none.
  static @Nullable String pairs(MapValue labels) {
    return labels.isEmpty() ? null : labelled(labels).collect(Collectors.joining(","));
  }

  private static Stream<String> labelled(MapValue labels) {
    return labels.keys().stream().sorted().map(key -> key + "=" + labels.text(key, ""));
  }

  /// A LabelSelector as a query would spell it, by key: `a=b,c,d notin (e,f)`; null for one without
  /// conditions.
  private static @Nullable String selector(MapValue selector) {
    Stream<Map.Entry<String, String>> labels =
        selector.mapOrEmpty("matchLabels").keys().stream()
            .map(key -> Map.entry(key, key + "=" + selector.textAt("matchLabels", key)));
    Stream<Map.Entry<String, String>> expressions =
        selector.listOrEmpty("matchExpressions").maps().stream()
            .map(each -> Map.entry(each.text("key", ""), condition(each)));
    String text =
        Stream.concat(labels, expressions)
            .sorted(Map.Entry.comparingByKey())
            .map(Map.Entry::getValue)
            .collect(Collectors.joining(","));
    return text.isEmpty() ? null : text;
  }

  private static String condition(MapValue expression) {
    String key = expression.text("key", "");
    List<String> values = expression.listOrEmpty("values").texts().stream().sorted().toList();
    String among = "(" + String.join(",", values) + ")";
    return switch (expression.text("operator", "")) {
      case "In" -> key + " in " + among;
      case "NotIn" -> key + " notin " + among;
      case "DoesNotExist" -> "!" + key;
      default -> key;
    };
  }

  /// The owner that controls an object: `statefulset.apps/web`; null without one.
  private static @Nullable String controller(MapValue object) {
    for (MapValue owner : object.mapOrEmpty("metadata").listOrEmpty("ownerReferences").maps()) {
      if (owner.flag("controller")) {
        String version = owner.text("apiVersion", "");
        int slash = version.indexOf('/');
        String group = slash < 0 ? "" : "." + version.substring(0, slash);
        String kind = owner.text("kind", "").toLowerCase(Locale.ROOT);
        return kind + group + "/" + owner.text("name", "");
      }
    }
    return null;
  }
}
