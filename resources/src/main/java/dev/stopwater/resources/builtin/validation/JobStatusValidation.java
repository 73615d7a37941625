package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The rules for the status of a Job: how it ends, and in which order its conditions come.
final class JobStatusValidation {

  private static final Path AT = Path.of("status");
  private static final Path CONDITIONS = AT.child("conditions");
  private static final Path COMPLETION_TIME = AT.child("completionTime");

  private JobStatusValidation() {}

  static void status(MapValue now, MapValue old, FieldErrors errors) {
    MapValue status = now.mapOrEmpty("status");
    MapValue spec = now.mapOrEmpty("spec");
    Counts.nonNegative(
        status, List.of("active", "succeeded", "failed", "ready", "terminating"), errors);
    uncounted(status.mapOrEmpty("uncountedTerminatedPods"), errors);
    contradictions(status, errors);
    times(status, errors);
    indexes(spec, status, errors);
    failedCounter(status, old.mapOrEmpty("status"), errors);
    readiness(status, errors);
    conditionOrder(status, errors);
    successPolicy(spec, status, errors);
  }

  private static boolean has(MapValue status, String condition) {
    return status.listOrEmpty("conditions").maps().stream()
        .anyMatch(item ->
            item.text("type", "").equals(condition) && item.text("status", "").equals("True"));
  }

  private static boolean isFinished(MapValue status) {
    return has(status, "Complete") || has(status, "Failed");
  }

  private static void uncounted(MapValue pods, FieldErrors errors) {
    Path at = AT.child("uncountedTerminatedPods");
    Set<String> seen = new HashSet<>();
    for (String list : List.of("succeeded", "failed")) {
      uncounted(pods.listOrEmpty(list), seen, at.child(list), errors);
    }
  }

  private static void uncounted(ListValue uids, Set<String> seen, Path at, FieldErrors errors) {
    for (int i = 0; i < uids.size(); i++) {
      if (uids.at(i) instanceof Text(String uid)) {
        if (uid.isEmpty()) {
          errors.invalidText(at.index(i), uid, "must not be empty");
        } else if (!seen.add(uid)) {
          errors.duplicateText(at.index(i), uid);
        }
      }
    }
  }

  private static void contradictions(MapValue status, FieldErrors errors) {
    exclude(status, "Complete", "Failed", "cannot set Complete=True and Failed=true", errors);
    exclude(
        status,
        "Complete",
        "FailureTarget",
        "cannot set Complete=True and FailureTarget=true",
        errors);
    exclude(
        status,
        "SuccessCriteriaMet",
        "FailureTarget",
        "cannot set SuccessCriteriaMet=True and FailureTarget=true",
        errors);
    exclude(
        status,
        "SuccessCriteriaMet",
        "Failed",
        "cannot set Failed=True and SuccessCriteriaMet=true",
        errors);
  }

  private static void exclude(
      MapValue status, String one, String other, String message, FieldErrors errors) {
    if (has(status, one) && has(status, other)) {
      Faults.invalid(CONDITIONS, message + " conditions", errors);
    }
  }

  private static void times(MapValue status, FieldErrors errors) {
    String completion = status.text("completionTime");
    if (completion == null) {
      if (has(status, "Complete")) {
        errors.required(COMPLETION_TIME, "completionTime is required for Complete jobs");
      }
      return;
    }
    if (!has(status, "Complete")) {
      errors.invalidText(
          COMPLETION_TIME,
          completion,
          "cannot set completionTime when there is no Complete=True condition");
    }
    String start = status.text("startTime");
    if (start != null && completion.compareTo(start) < 0) {
      errors.invalidText(COMPLETION_TIME, completion, "must be equal to or after `startTime`");
    }
  }

  private static void indexes(MapValue spec, MapValue status, FieldErrors errors) {
    boolean indexed = "Indexed".equals(spec.text("completionMode"));
    String completed = status.text("completedIndexes", "");
    if (!completed.isEmpty()) {
      if (indexed) {
        parsed(completed, "completedIndexes", spec, errors);
      } else {
        errors.invalidText(
            AT.child("completedIndexes"),
            completed,
            "cannot set non-empty completedIndexes when non-indexed completion mode");
      }
    }
    String failed = status.text("failedIndexes");
    if (failed == null) {
      return;
    }
    if (spec.has("backoffLimitPerIndex")) {
      parsed(failed, "failedIndexes", spec, errors);
    } else {
      errors.invalidText(
          AT.child("failedIndexes"),
          failed,
          "cannot set non-null failedIndexes when backoffLimitPerIndex is null");
    }
  }

  private static void parsed(String text, String field, MapValue spec, FieldErrors errors) {
    try {
      JobIndexes.count(text, spec.integer("completions", 0));
    } catch (JobIndexes.MalformedException malformed) {
      errors.invalidText(
          AT.child(field), text, "error parsing " + field + ": " + malformed.getMessage());
    }
  }

  private static void failedCounter(MapValue now, MapValue old, FieldErrors errors) {
    long failed = now.integer("failed", 0);
    if (failed < old.integer("failed", 0) || failed < 0) {
      errors.invalid(
          AT.child("failed"), Long.toString(failed), "cannot decrease the failed counter");
    }
  }

  private static void readiness(MapValue status, FieldErrors errors) {
    long ready = status.integer("ready", 0);
    if (ready > status.integer("active", 0)) {
      errors.invalid(
          AT.child("ready"), Long.toString(ready), "cannot set more ready pods than active");
    }
  }

  private static void conditionOrder(MapValue status, FieldErrors errors) {
    if (has(status, "Failed") && !has(status, "FailureTarget")) {
      Faults.invalid(
          CONDITIONS,
          "cannot set Failed=True condition without the FailureTarget=true condition",
          errors);
    }
    if (has(status, "Complete") && !has(status, "SuccessCriteriaMet")) {
      Faults.invalid(
          CONDITIONS,
          "cannot set Complete=True condition without the SuccessCriteriaMet=true condition",
          errors);
    }
    if (isFinished(status) && status.text("startTime") == null) {
      errors.required(AT.child("startTime"), "startTime is required for finished job");
    }
  }

  private static void successPolicy(MapValue spec, MapValue status, FieldErrors errors) {
    if (spec.has("successPolicy")
        && has(status, "Complete")
        && !has(status, "SuccessCriteriaMet")) {
      Faults.invalid(
          CONDITIONS,
          "cannot set Complete=True for Job with SuccessPolicy unless SuccessCriteriaMet=True",
          errors);
    }
  }
}
