package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.quantity.Quantity;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;

/// The rules of HorizontalPodAutoscalers, for both versions in the shape of v2.
final class HorizontalPodAutoscalerValidation {

  static final KindValidation RULES =
      KindValidation.of(HorizontalPodAutoscalerValidation::create)
          .update((now, old, errors) -> create(now, errors))
          .status(HorizontalPodAutoscalerValidation::status);

  private static final Path SPEC = Path.of("spec");
  private static final Path TARGET = SPEC.child("scaleTargetRef");
  private static final String AT_LEAST_ONE = "must be greater than or equal to 1";
  private static final List<String> SELECTIONS = List.of("Disabled", "Max", "Min");
  private static final List<String> POLICIES = List.of("Percent", "Pods");
  private static final int LONGEST_WINDOW = 3600;
  private static final int LONGEST_PERIOD = 1800;

  private HorizontalPodAutoscalerValidation() {}

  private static void create(MapValue object, FieldErrors errors) {
    MapValue spec = object.mapOrEmpty("spec");
    Numbers.atLeast(spec, "minReplicas", 1, AT_LEAST_ONE, SPEC, errors);
    maxReplicas(spec, errors);
    MapValue target = spec.mapOrEmpty("scaleTargetRef");
    reference(target, TARGET, errors);
    group(target.text("apiVersion", ""), errors);
    ListValue metrics = metrics(spec);
    HpaMetrics.validate(metrics, SPEC.child("metrics"), errors);
    toZero(spec, metrics, errors);
    behavior(spec.mapOrEmpty("behavior"), errors);
  }

  /// The metrics; in v1 there is one, of processor time.
  private static ListValue metrics(MapValue spec) {
    Long utilization = spec.integer("targetCPUUtilizationPercentage");
    if (utilization == null) {
      return spec.listOrEmpty("metrics");
    }
    MapValue target = MapValue.of("type", "Utilization", "averageUtilization", utilization);
    MapValue resource = MapValue.of("name", "cpu", "target", target);
    return ListValue.of(MapValue.of("type", "Resource", "resource", resource));
  }

  private static void maxReplicas(MapValue spec, FieldErrors errors) {
    Path at = SPEC.child("maxReplicas");
    long most = spec.integer("maxReplicas", 0);
    if (most == 0) {
      errors.required(at, "must be set and greater than 0");
    } else if (most < 0) {
      errors.invalid(at, Long.toString(most), AT_LEAST_ONE);
    }
    Long least = spec.integer("minReplicas");
    if (least != null && most < least) {
      errors.invalid(at, Long.toString(most), "must be greater than or equal to `minReplicas`");
    }
  }

  static void reference(MapValue reference, Path at, FieldErrors errors) {
    for (String field : List.of("kind", "name")) {
      String value = reference.text(field, "");
      if (value.isEmpty()) {
        errors.required(at.child(field));
      } else {
        Faults.invalidText(at.child(field), value, Names.pathSegment(value), errors);
      }
    }
  }

  private static void group(String apiVersion, FieldErrors errors) {
    Path at = TARGET.child("apiVersion");
    long slashes = apiVersion.chars().filter(c -> c == '/').count();
    if (slashes > 1) {
      errors.invalidText(at, apiVersion, "unexpected GroupVersion string: " + apiVersion);
    } else if (apiVersion.indexOf('/') <= 0) {
      errors.invalidText(at, apiVersion, "apiVersion must specify API group");
    }
  }

  private static void toZero(MapValue spec, ListValue metrics, FieldErrors errors) {
    Long least = spec.integer("minReplicas");
    boolean measurable =
        metrics.maps().stream()
            .map(metric -> metric.text("type", ""))
            .anyMatch(type -> type.equals("Object") || type.equals("External"));
    if (least != null && least == 0 && !measurable) {
      errors.forbidden(
          SPEC.child("metrics"),
          "must specify at least one Object or External metric to support scaling to zero"
              + " replicas");
    }
  }

  private static void behavior(MapValue behavior, FieldErrors errors) {
    for (String direction : List.of("scaleUp", "scaleDown")) {
      MapValue rules = behavior.map(direction);
      if (rules != null) {
        scaling(rules, SPEC.child("behavior").child(direction), errors);
      }
    }
  }

  private static void scaling(MapValue rules, Path at, FieldErrors errors) {
    String window = "stabilizationWindowSeconds";
    Numbers.atLeast(rules, window, 0, "must be greater than or equal to zero", at, errors);
    atMost(rules, window, LONGEST_WINDOW, at, errors);
    Faults.oneOfIfPresent(rules, "selectPolicy", SELECTIONS, at, errors);
    ListValue policies = rules.listOrEmpty("policies");
    if (policies.isEmpty()) {
      errors.required(at.child("policies"), "must specify at least one Policy");
    }
    for (int i = 0; i < policies.size(); i++) {
      policy(policies.mapAt(i), at.child("policies").index(i), errors);
    }
    String tolerance = rules.text("tolerance");
    if (tolerance != null && Quantity.parse(tolerance).sign() < 0) {
      errors.invalidText(at.child("tolerance"), tolerance, Numbers.NON_NEGATIVE);
    }
  }

  private static void policy(MapValue policy, Path at, FieldErrors errors) {
    Faults.oneOf(policy, "type", POLICIES, at, errors);
    for (String field : List.of("value", "periodSeconds")) {
      long value = policy.integer(field, 0);
      if (value <= 0) {
        errors.invalid(at.child(field), Long.toString(value), "must be greater than zero");
      }
    }
    atMost(policy, "periodSeconds", LONGEST_PERIOD, at, errors);
  }

  private static void atMost(MapValue owner, String field, long most, Path at, FieldErrors errors) {
    Long value = owner.integer(field);
    if (value != null && value > most) {
      errors.invalid(at.child(field), value.toString(), "must be less than or equal to " + most);
    }
  }

  private static void status(MapValue now, MapValue old, FieldErrors errors) {
    Counts.nonNegative(
        now.mapOrEmpty("status"), List.of("currentReplicas", "desiredReplicas"), errors);
  }
}
