package dev.stopwater.resources.builtin.versions;

import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The metrics of an autoscaler in the flat form that annotations of version 1 have, and in the
/// nested one of version 2: a table of names for each kind of metric, in the order of the flat
/// form.
final class MetricNames {

  /// @param flat the name in version 1
  /// @param nested the path in version 2
  /// @param required whether the flat form shows an absent quantity as zero
  private record Row(String flat, List<String> nested, boolean required) {}

  private static final List<String> GO_ORDER =
      List.of("kind", "name", "apiVersion", "matchLabels", "matchExpressions");

  static final MetricNames TARGETS = new MetricNames(targets());
  static final MetricNames CURRENT = new MetricNames(current());

  private final Map<String, List<Row>> kinds;

  private MetricNames(Map<String, List<Row>> kinds) {
    this.kinds = kinds;
  }

  MapValue flat(MapValue metric) {
    return translated(metric, MetricNames::flat);
  }

  MapValue nested(MapValue metric) {
    return translated(metric, MetricNames::nested);
  }

  private interface Translation {
    MapValue of(List<Row> rows, MapValue source);
  }

  private MapValue translated(MapValue metric, Translation translation) {
    MapValue translated = MapValue.of("type", metric.text("type", ""));
    kinds.forEach((kind, rows) -> {
      MapValue source = metric.map(kind);
      if (source != null) {
        translated.put(kind, translation.of(rows, source));
      }
    });
    return translated;
  }

  private static MapValue flat(List<Row> rows, MapValue source) {
    MapValue flat = new MapValue();
    for (Row row : rows) {
      Value value = source.at(row.nested.toArray(String[]::new));
      if (value != null) {
        flat.put(row.flat, inGoOrder(value));
      } else if (row.required) {
        flat.put(row.flat, "0");
      }
    }
    return flat;
  }

  /// A reference or a selector with its fields in the order of Go's structs.
  private static Value inGoOrder(Value value) {
    if (!(value instanceof MapValue map)) {
      return value;
    }
    MapValue ordered = new MapValue();
    for (String field : GO_ORDER) {
      Value part = map.find(field);
      if (part != null) {
        ordered.put(field, part.copy());
      }
    }
    return ordered;
  }

  private static MapValue nested(List<Row> rows, MapValue source) {
    MapValue nested = new MapValue();
    for (Row row : rows) {
      Value value = source.find(row.flat);
      if (value != null) {
        put(nested, row.nested, value.copy());
      }
    }
    MapValue target = nested.map("target");
    if (target != null) {
      nested.put("target", typed(target));
    }
    return nested;
  }

  private static void put(MapValue map, List<String> path, Value value) {
    MapValue inner = path.size() == 1 ? map : map.mapOrPut(path.getFirst());
    inner.put(path.getLast(), value);
  }

  /// The type of a target is told by which of its values is there; an average comes first, since
  /// the flat form of an object's metric always has a value as well.
  private static MapValue typed(MapValue target) {
    for (Map.Entry<String, String> each : TYPES.entrySet()) {
      Value value = target.find(each.getKey());
      if (value != null) {
        return MapValue.of("type", each.getValue()).put(each.getKey(), value);
      }
    }
    return target;
  }

  private static final Map<String, String> TYPES = types();

  private static Map<String, String> types() {
    Map<String, String> types = new LinkedHashMap<>();
    types.put("averageUtilization", "Utilization");
    types.put("averageValue", "AverageValue");
    types.put("value", "Value");
    return types;
  }

  private static Map<String, List<Row>> targets() {
    Map<String, List<Row>> kinds = new LinkedHashMap<>();
    kinds.put(
        "object",
        List.of(
            row("target", "describedObject"),
            row("metricName", "metric.name"),
            required("targetValue", "target.value"),
            row("selector", "metric.selector"),
            row("averageValue", "target.averageValue")));
    kinds.put(
        "pods",
        List.of(
            row("metricName", "metric.name"),
            required("targetAverageValue", "target.averageValue"),
            row("selector", "metric.selector")));
    kinds.put("resource", resource("target"));
    kinds.put("containerResource", containerResource("target"));
    kinds.put(
        "external",
        List.of(
            row("metricName", "metric.name"),
            row("metricSelector", "metric.selector"),
            row("targetValue", "target.value"),
            row("targetAverageValue", "target.averageValue")));
    return kinds;
  }

  private static Map<String, List<Row>> current() {
    Map<String, List<Row>> kinds = new LinkedHashMap<>();
    kinds.put(
        "object",
        List.of(
            row("target", "describedObject"),
            row("metricName", "metric.name"),
            required("currentValue", "current.value"),
            row("selector", "metric.selector"),
            row("averageValue", "current.averageValue")));
    kinds.put(
        "pods",
        List.of(
            row("metricName", "metric.name"),
            required("currentAverageValue", "current.averageValue"),
            row("selector", "metric.selector")));
    kinds.put("resource", resource("current"));
    kinds.put("containerResource", containerResource("current"));
    kinds.put(
        "external",
        List.of(
            row("metricName", "metric.name"),
            row("metricSelector", "metric.selector"),
            required("currentValue", "current.value"),
            row("currentAverageValue", "current.averageValue")));
    return kinds;
  }

  private static List<Row> resource(String prefix) {
    return List.of(
        row("name", "name"),
        row(prefix + "AverageUtilization", prefix + ".averageUtilization"),
        new Row(
            prefix + "AverageValue", List.of(prefix, "averageValue"), prefix.equals("current")));
  }

  private static List<Row> containerResource(String prefix) {
    List<Row> resource = resource(prefix);
    return List.of(
        resource.get(0), resource.get(1), resource.get(2), row("container", "container"));
  }

  private static Row row(String flat, String nested) {
    return new Row(flat, List.of(nested.split("\\.", -1)), false);
  }

  private static Row required(String flat, String nested) {
    return new Row(flat, List.of(nested.split("\\.", -1)), true);
  }

  /// Whether a metric is what version 1 has a field of its own for.
  static boolean isProcessor(MapValue metric) {
    MapValue resource = metric.map("resource");
    return metric.text("type", "").equals("Resource")
        && resource != null
        && resource.text("name", "").equals("cpu");
  }
}
