package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.quantity.Quantity;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;

/// What a HorizontalPodAutoscaler measures.
final class HpaMetrics {

  private static final List<String> TYPES =
      List.of("ContainerResource", "External", "Object", "Pods", "Resource");

  /// In the order in which upstream looks at them.
  private static final List<String> SOURCES =
      List.of("object", "external", "pods", "resource", "containerResource");

  private static final List<String> TARGETS = List.of("Utilization", "Value", "AverageValue");

  private HpaMetrics() {}

  static void validate(ListValue metrics, Path at, FieldErrors errors) {
    for (int i = 0; i < metrics.size(); i++) {
      metric(metrics.mapAt(i), at.index(i), errors);
    }
  }

  private static void metric(MapValue metric, Path at, FieldErrors errors) {
    String type = metric.text("type", "");
    if (type.isEmpty()) {
      errors.required(at.child("type"), "must specify a metric source type");
    }
    if (!TYPES.contains(type)) {
      errors.notSupportedText(at.child("type"), type, TYPES);
    }
    List<String> present = SOURCES.stream().filter(source -> metric.map(source) != null).toList();
    if (!present.isEmpty()) {
      source(present.getFirst(), metric.mapOrEmpty(present.getFirst()), at, errors);
    }
    if (TYPES.contains(type)) {
      oneSource(Character.toLowerCase(type.charAt(0)) + type.substring(1), present, at, errors);
    } else {
      errors.notSupportedText(at.child("type"), type, TYPES); // upstream says it once more
    }
  }

  private static void oneSource(
      String expected, List<String> present, Path at, FieldErrors errors) {
    if (!present.contains(expected)) {
      errors.required(at.child(expected), "must populate information for the given metric source");
    }
    for (String source : present) {
      if (!source.equals(expected)) {
        errors.forbidden(at.child(source), "must populate the given metric source only");
      }
    }
  }

  private static void source(String name, MapValue source, Path metric, FieldErrors errors) {
    Path at = metric.child(name);
    MapValue target = source.mapOrEmpty("target");
    Path targetAt = at.child("target");
    switch (name) {
      case "object" -> {
        HorizontalPodAutoscalerValidation.reference(
            source.mapOrEmpty("describedObject"), at.child("describedObject"), errors);
        identifier(source, at, errors);
        target(target, targetAt, errors);
        eitherValue(target, targetAt, "must set either a target value or averageValue", errors);
      }
      case "external" -> {
        identifier(source, at, errors);
        target(target, targetAt, errors);
        external(target, targetAt, errors);
      }
      case "pods" -> {
        identifier(source, at, errors);
        target(target, targetAt, errors);
        if (!isPositive(target, "averageValue")) {
          errors.required(
              targetAt.child("averageValue"), "must specify a positive target averageValue");
        }
      }
      case "resource" -> resource(source, at, errors);
      default -> {
        container(source, at, errors);
        resource(source, at, errors);
      }
    }
  }

  private static void identifier(MapValue source, Path at, FieldErrors errors) {
    String name = source.mapOrEmpty("metric").text("name", "");
    Path field = at.child("metric").child("name");
    if (name.isEmpty()) {
      errors.required(field, "must specify a metric name");
    } else {
      Faults.invalidText(field, name, Names.pathSegment(name), errors);
    }
  }

  private static void container(MapValue source, Path at, FieldErrors errors) {
    String container = source.text("container", "");
    if (container.isEmpty()) {
      errors.required(at.child("container"), "must specify a container");
    } else {
      Faults.invalidText(at.child("container"), container, Names.dnsLabel(container), errors);
    }
  }

  private static void resource(MapValue source, Path at, FieldErrors errors) {
    if (source.text("name", "").isEmpty()) {
      errors.required(at.child("name"), "must specify a resource name");
    }
    MapValue target = source.mapOrEmpty("target");
    Path targetAt = at.child("target");
    target(target, targetAt, errors);
    boolean utilization = target.has("averageUtilization");
    boolean value = target.has("averageValue");
    if (!utilization && !value) {
      errors.required(
          targetAt.child("averageUtilization"),
          "must set either a target raw value or a target utilization");
    }
    if (utilization && value) {
      errors.forbidden(
          targetAt.child("averageValue"),
          "may not set both a target raw value and a target utilization");
    }
  }

  private static void eitherValue(MapValue target, Path at, String message, FieldErrors errors) {
    if (!target.has("value") && !target.has("averageValue")) {
      errors.required(at.child("averageValue"), message);
    }
  }

  private static void external(MapValue target, Path at, FieldErrors errors) {
    eitherValue(
        target, at, "must set either a target value for metric or a per-pod target", errors);
    if (target.has("value") && target.has("averageValue")) {
      errors.forbidden(
          at.child("value"), "may not set both a target value for metric and a per-pod target");
    }
  }

  private static void target(MapValue target, Path at, FieldErrors errors) {
    String type = target.text("type", "");
    if (type.isEmpty()) {
      errors.required(at.child("type"), "must specify a metric target type");
    }
    if (!TARGETS.contains(type)) {
      errors.invalidText(
          at.child("type"), type, "must be either Utilization, Value, or AverageValue");
    }
    for (String field : List.of("value", "averageValue")) {
      String amount = target.text(field);
      if (amount != null && !isPositive(target, field)) {
        errors.invalidText(at.child(field), amount, "must be positive");
      }
    }
    Numbers.positive(target, "averageUtilization", at, errors);
  }

  private static boolean isPositive(MapValue target, String field) {
    String amount = target.text(field);
    return amount != null && Quantity.parse(amount).sign() > 0;
  }
}
