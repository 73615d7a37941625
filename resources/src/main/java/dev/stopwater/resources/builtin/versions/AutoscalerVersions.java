package dev.stopwater.resources.builtin.versions;

import dev.stopwater.machinery.codec.DecodeException;
import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.codec.JsonWriter;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Null;
import dev.stopwater.machinery.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Autoscalers of version 1 and of version 2, which is stored. What version 1 has no field for
/// rides in annotations, which no object of version 2 has.
public final class AutoscalerVersions {

  private static final String PREFIX = "autoscaling.alpha.kubernetes.io/";
  private static final String METRICS = PREFIX + "metrics";
  private static final String CURRENT_METRICS = PREFIX + "current-metrics";
  private static final String CONDITIONS = PREFIX + "conditions";
  private static final String BEHAVIOR = PREFIX + "behavior";
  private static final List<String> ANNOTATIONS =
      List.of(METRICS, CURRENT_METRICS, CONDITIONS, BEHAVIOR);

  private static final String TARGET = "targetCPUUtilizationPercentage";
  private static final String CURRENT = "currentCPUUtilizationPercentage";

  private AutoscalerVersions() {}

  /// From version 1 to version 2. Annotations that cannot be read count as absent.
  public static MapValue toSecond(MapValue first) {
    MapValue second = first.copy().put("apiVersion", "autoscaling/v2");
    MapValue spec = second.mapOrPut("spec");
    MapValue status = second.mapOrPut("status");
    ListValue metrics = nested(list(first, METRICS), MetricNames.TARGETS);
    addProcessor(metrics, spec.remove(TARGET), "target");
    putFilled(spec, "metrics", metrics);
    MapValue behavior = Behavior.read(map(first, BEHAVIOR));
    if (behavior != null) {
      spec.put("behavior", behavior);
    }
    ListValue current = nested(list(first, CURRENT_METRICS), MetricNames.CURRENT);
    Value percentage = status.remove(CURRENT);
    if (current.isEmpty()) {
      addProcessor(current, percentage, "current");
    }
    putFilled(status, "currentMetrics", current);
    putFilled(status, "conditions", list(first, CONDITIONS));
    return withoutAnnotations(second);
  }

  /// From version 2 to version 1.
  public static MapValue toFirst(MapValue stored) {
    MapValue first = withoutAnnotations(stored.copy()).put("apiVersion", "autoscaling/v1");
    MapValue spec = first.mapOrPut("spec");
    MapValue status = first.mapOrPut("status");
    MapValue annotations = new MapValue();
    Value behavior = spec.remove("behavior");
    if (behavior instanceof MapValue map) {
      annotations.put(BEHAVIOR, json(Behavior.written(map)));
    }
    write(annotations, CONDITIONS, status.remove("conditions"), AutoscalerVersions::condition);
    Value current = status.remove("currentMetrics");
    write(annotations, CURRENT_METRICS, current, MetricNames.CURRENT::flat);
    putUtilization(status, CURRENT, current, "current");
    Value metrics = spec.remove("metrics");
    write(annotations, METRICS, others(metrics), MetricNames.TARGETS::flat);
    putUtilization(spec, TARGET, metrics, "target");
    if (!annotations.isEmpty()) {
      MapValue all = first.mapOrPut("metadata").mapOrPut("annotations");
      annotations.entries().forEach(each -> all.put(each.getKey(), each.getValue()));
    }
    return first;
  }

  /// The autoscaler itself, without the annotations that only version 1 has.
  public static MapValue withoutAnnotations(MapValue autoscaler) {
    MapValue annotations = autoscaler.mapAt("metadata", "annotations");
    if (annotations != null) {
      ANNOTATIONS.forEach(annotations::remove);
      if (annotations.isEmpty()) {
        autoscaler.mapOrPut("metadata").remove("annotations");
      }
    }
    return autoscaler;
  }

  /// Whether an autoscaler of version 1 names metrics in its annotation.
  public static boolean hasOtherMetrics(MapValue first) {
    return !list(first, METRICS).isEmpty();
  }

  private static ListValue nested(ListValue flat, MetricNames names) {
    ListValue nested = new ListValue();
    flat.maps().forEach(metric -> nested.add(names.nested(metric)));
    return nested;
  }

  private static void addProcessor(ListValue metrics, @Nullable Value percentage, String field) {
    if (percentage == null || percentage == Null.NULL) {
      return;
    }
    MapValue target = new MapValue();
    if (field.equals("target")) {
      target.put("type", "Utilization");
    }
    target.put("averageUtilization", percentage);
    MapValue resource = MapValue.of("name", "cpu", field, target);
    metrics.add(MapValue.of("type", "Resource", "resource", resource));
  }

  private static void putUtilization(
      MapValue part, String name, @Nullable Value metrics, String field) {
    if (metrics instanceof ListValue list) {
      for (MapValue metric : list.maps()) {
        Value utilization = utilization(metric, field);
        if (utilization != null) {
          part.put(name, utilization);
          return;
        }
      }
    }
  }

  private static @Nullable Value utilization(MapValue metric, String field) {
    return MetricNames.isProcessor(metric)
        ? metric.at("resource", field, "averageUtilization")
        : null;
  }

  private static ListValue others(@Nullable Value metrics) {
    ListValue others = new ListValue();
    if (metrics instanceof ListValue list) {
      for (MapValue metric : list.maps()) {
        if (utilization(metric, "target") == null) {
          others.add(metric);
        }
      }
    }
    return others;
  }

  /// Conditions in the order of their fields, with a time that may be null.
  private static MapValue condition(MapValue condition) {
    MapValue written = new MapValue();
    for (String field : List.of("type", "status", "lastTransitionTime", "reason", "message")) {
      Value value = condition.find(field);
      if (value != null) {
        written.put(field, value);
      } else if (field.equals("lastTransitionTime")) {
        written.put(field, Null.NULL);
      }
    }
    return written;
  }

  private static void putFilled(MapValue part, String name, ListValue list) {
    if (!list.isEmpty()) {
      part.put(name, list);
    }
  }

  private static void write(
      MapValue annotations, String name, @Nullable Value list, UnaryOperator<MapValue> form) {
    ListValue written = new ListValue();
    if (list instanceof ListValue items) {
      items.maps().forEach(item -> written.add(form.apply(item)));
    }
    if (!written.isEmpty()) {
      annotations.put(name, json(written));
    }
  }

  private static String json(Value value) {
    return new String(JsonWriter.encodeInOwnOrder(value), StandardCharsets.UTF_8);
  }

  private static ListValue list(MapValue first, String annotation) {
    return read(first, annotation) instanceof ListValue list ? list : new ListValue();
  }

  private static MapValue map(MapValue first, String annotation) {
    return read(first, annotation) instanceof MapValue map ? map : new MapValue();
  }

  private static @Nullable Value read(MapValue first, String annotation) {
    String text = first.textAt("metadata", "annotations", annotation);
    if (text == null) {
      return null;
    }
    try {
      return Json.parse(text.getBytes(StandardCharsets.UTF_8));
    } catch (DecodeException unreadable) {
      return null;
    }
  }
}
