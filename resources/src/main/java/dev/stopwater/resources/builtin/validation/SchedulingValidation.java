package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.select.LabelSelectors;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The rules for gates, tolerations and the spreading of pods.
final class SchedulingValidation {

  static final List<String> EFFECTS = List.of("NoSchedule", "PreferNoSchedule", "NoExecute");
  private static final List<String> UNSATISFIABLE = List.of("DoNotSchedule", "ScheduleAnyway");
  private static final List<String> INCLUSION = List.of("Honor", "Ignore");
  private static final String POSITIVE = "must be greater than zero";

  private SchedulingValidation() {}

  static void readinessGates(MapValue spec, Path at, FieldErrors errors) {
    Fields.each(
        spec,
        "readinessGates",
        (gate, path, e) -> Fields.text(gate, "conditionType", Names::qualifiedName, path, e),
        at,
        errors);
  }

  static void gates(MapValue spec, Path at, FieldErrors errors) {
    Set<String> seen = new HashSet<>();
    Fields.each(
        spec,
        "schedulingGates",
        (gate, path, e) -> {
          String name = gate.text("name", "");
          Fields.faults(name, Names::qualifiedName, path, e);
          if (!seen.add(name)) {
            e.duplicateText(path, name);
          }
        },
        at,
        errors);
  }

  static void spread(MapValue spec, Path at, FieldErrors errors) {
    ListValue constraints = spec.listOrEmpty("topologySpreadConstraints");
    for (int i = 0; i < constraints.size(); i++) {
      Path path = at.child("topologySpreadConstraints").index(i);
      constraint(constraints.mapAt(i), path, errors);
      differs(constraints, i, path, errors);
    }
  }

  private static void constraint(MapValue constraint, Path at, FieldErrors errors) {
    if (constraint.integer("maxSkew", 0) <= 0) {
      errors.invalid(
          at.child("maxSkew"), Long.toString(constraint.integer("maxSkew", 0)), POSITIVE);
    }
    if (constraint.text("topologyKey", "").isEmpty()) {
      errors.required(at.child("topologyKey"), "can not be empty");
    }
    Fields.supported(constraint, "whenUnsatisfiable", UNSATISFIABLE, at, errors);
    minDomains(constraint, at.child("minDomains"), errors);
    Fields.supportedIfSet(constraint, "nodeAffinityPolicy", INCLUSION, at, errors);
    Fields.supportedIfSet(constraint, "nodeTaintsPolicy", INCLUSION, at, errors);
    AffinityValidation.keys(constraint, "matchLabelKeys", at, errors);
    Fields.map(constraint, "labelSelector", LabelSelectors::validate, at, errors);
  }

  private static void minDomains(MapValue constraint, Path at, FieldErrors errors) {
    Long domains = constraint.integer("minDomains");
    if (domains == null) {
      return;
    }
    if (domains <= 0) {
      errors.invalid(at, domains.toString(), POSITIVE);
    }
    String action = constraint.text("whenUnsatisfiable", "");
    if (!action.equals("DoNotSchedule")) {
      errors.invalid(
          at,
          domains.toString(),
          "can only use minDomains if whenUnsatisfiable=DoNotSchedule, not " + action);
    }
  }

  /// Of two that are alike, the first is complained of.
  private static void differs(ListValue constraints, int index, Path at, FieldErrors errors) {
    String pair = pair(constraints.mapAt(index));
    for (int i = index + 1; i < constraints.size(); i++) {
      if (pair(constraints.mapAt(i)).equals(pair)) {
        errors.duplicateText(at.child("{topologyKey, whenUnsatisfiable}"), pair);
        return;
      }
    }
  }

  private static String pair(MapValue constraint) {
    return "{"
        + constraint.text("topologyKey", "")
        + ", "
        + constraint.text("whenUnsatisfiable", "")
        + "}";
  }

  static void tolerations(MapValue spec, Path at, FieldErrors errors) {
    Fields.each(spec, "tolerations", SchedulingValidation::toleration, at, errors);
  }

  /// One toleration, as pods and classes of runtimes have them.
  static void toleration(MapValue toleration, Path at, FieldErrors errors) {
    Fields.ifNotEmpty(toleration, "key", Names::qualifiedName, at, errors);
    String operator = toleration.text("operator", "");
    if (toleration.text("key", "").isEmpty() && !operator.equals("Exists")) {
      errors.invalidText(
          at.child("operator"),
          operator,
          "operator must be Exists when `key` is empty, which means \"match all values and all"
              + " keys\"");
    }
    String effect = toleration.text("effect", "");
    if (Fields.isSet(toleration, "tolerationSeconds") && !effect.equals("NoExecute")) {
      errors.invalidText(
          at.child("effect"), effect, "effect must be 'NoExecute' when `tolerationSeconds` is set");
    }
    operator(operator, toleration.text("value", ""), at.child("operator"), errors);
    if (!effect.isEmpty()) {
      Fields.supported(toleration, "effect", EFFECTS, at, errors);
    }
  }

  private static void operator(String operator, String value, Path at, FieldErrors errors) {
    switch (operator) {
      case "Equal", "" -> Fields.faults(value, Names::labelValue, at, errors);
      case "Exists" -> {
        if (!value.isEmpty()) {
          errors.invalidText(at, value, "value must be empty when `operator` is 'Exists'");
        }
      }
      case "Gt", "Lt" ->
          errors.notSupportedText(at, operator, List.of("Equal", "Exists", "Lt", "Gt"));
      default -> errors.notSupportedText(at, operator, List.of("Equal", "Exists"));
    }
  }
}
