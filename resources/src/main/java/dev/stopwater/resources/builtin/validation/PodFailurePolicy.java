package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.value.Int;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The rules for `podFailurePolicy` of a job.
final class PodFailurePolicy {

  static final InternalForm FORM =
      InternalForm.of(
          """
          Rules:[Action:text
            OnExitCodes:?{ContainerName:any Operator:text Values:any}
            OnPodConditions:[Type:text Status:text]]
          """);

  private static final List<String> ACTIONS = List.of("Count", "FailIndex", "FailJob", "Ignore");
  private static final List<String> OPERATORS = List.of("In", "NotIn");
  private static final List<String> STATUSES = List.of("False", "True", "Unknown");
  private static final int MOST_RULES = 20;
  private static final int MOST_CODES = 255;

  private PodFailurePolicy() {}

  /// @param job the spec of the job
  static void validate(MapValue job, Path spec, FieldErrors errors) {
    Path at = spec.child("podFailurePolicy").child("rules");
    ListValue rules = job.mapOrEmpty("podFailurePolicy").listOrEmpty("rules");
    if (rules.size() > MOST_RULES) {
      errors.tooMany(at, rules.size(), MOST_RULES);
    }
    Set<String> containers = containers(job.mapOrEmpty("template").mapOrEmpty("spec"));
    for (int i = 0; i < rules.size(); i++) {
      rule(rules.mapAt(i), job, containers, at.index(i), errors);
    }
  }

  private static Set<String> containers(MapValue podSpec) {
    Set<String> names = new HashSet<>();
    for (String list : List.of("containers", "initContainers")) {
      podSpec.listOrEmpty(list).maps().forEach(item -> names.add(item.text("name", "")));
    }
    return names;
  }

  private static void rule(
      MapValue rule, MapValue job, Set<String> containers, Path at, FieldErrors errors) {
    action(rule.text("action", ""), job, at.child("action"), errors);
    MapValue codes = rule.map("onExitCodes");
    if (codes != null) {
      exitCodes(codes, containers, at.child("onExitCodes"), errors);
    }
    ListValue conditions = rule.listOrEmpty("onPodConditions");
    conditions(conditions, at.child("onPodConditions"), errors);
    if (codes != null && !conditions.isEmpty()) {
      Faults.invalid(
          at, "specifying both OnExitCodes and OnPodConditions is not supported", errors);
    }
    if (codes == null && conditions.isEmpty()) {
      Faults.invalid(at, "specifying one of OnExitCodes and OnPodConditions is required", errors);
    }
  }

  private static void action(String action, MapValue job, Path at, FieldErrors errors) {
    if (action.isEmpty()) {
      errors.required(at, "valid values: [\"Count\" \"FailIndex\" \"FailJob\" \"Ignore\"]");
    } else if (action.equals("FailIndex") && !job.has("backoffLimitPerIndex")) {
      errors.invalidText(at, action, "requires the backoffLimitPerIndex to be set");
    } else if (!ACTIONS.contains(action)) {
      errors.notSupportedText(at, action, ACTIONS);
    }
  }

  private static void exitCodes(
      MapValue codes, Set<String> containers, Path at, FieldErrors errors) {
    String operator = codes.text("operator", "");
    if (operator.isEmpty()) {
      errors.required(at.child("operator"), "valid values: [\"In\" \"NotIn\"]");
    } else if (!OPERATORS.contains(operator)) {
      errors.notSupportedText(at.child("operator"), operator, OPERATORS);
    }
    String container = codes.text("containerName");
    if (container != null && !containers.contains(container)) {
      errors.invalidText(
          at.child("containerName"),
          container,
          "must be one of the container or initContainer names in the pod template");
    }
    values(codes.listOrEmpty("values"), operator, at.child("values"), errors);
  }

  private static void values(ListValue values, String operator, Path at, FieldErrors errors) {
    if (values.isEmpty()) {
      errors.invalid(at, "[]", "at least one value is required");
    } else if (values.size() > MOST_CODES) {
      errors.tooMany(at, values.size(), MOST_CODES);
    }
    boolean ordered = true;
    Set<Long> seen = new HashSet<>();
    for (int i = 0; i < values.size(); i++) {
      if (!(values.at(i) instanceof Int(long code))) {
        continue;
      }
      if (operator.equals("In") && code == 0) {
        errors.invalid(at.index(i), "0", "must not be 0 for the In operator");
      }
      if (!seen.add(code)) {
        errors.duplicate(at.index(i), Long.toString(code));
      } else if (i > 0 && values.at(i - 1) instanceof Int(long before) && before > code) {
        ordered = false;
      }
    }
    if (!ordered) {
      errors.invalid(at, ShownValue.of(values), "must be ordered");
    }
  }

  private static void conditions(ListValue conditions, Path at, FieldErrors errors) {
    if (conditions.size() > MOST_RULES) {
      errors.tooMany(at, conditions.size(), MOST_RULES);
    }
    for (int i = 0; i < conditions.size(); i++) {
      condition(conditions.mapAt(i), at.index(i), errors);
    }
  }

  private static void condition(MapValue condition, Path at, FieldErrors errors) {
    String type = condition.text("type", "");
    Names.qualifiedName(type).forEach(fault -> errors.invalidText(at.child("type"), type, fault));
    String status = condition.text("status", "");
    if (status.isEmpty()) {
      errors.required(at.child("status"), "valid values: [\"False\" \"True\" \"Unknown\"]");
    } else if (!STATUSES.contains(status)) {
      errors.notSupportedText(at.child("status"), status, STATUSES);
    }
  }
}
