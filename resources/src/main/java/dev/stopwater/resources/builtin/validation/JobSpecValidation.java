package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;

/// The rules for the spec of a job, in a Job or in the template of a CronJob.
final class JobSpecValidation {

  private static final List<String> NUMBERS =
      List.of(
          "parallelism",
          "completions",
          "activeDeadlineSeconds",
          "backoffLimit",
          "ttlSecondsAfterFinished",
          "backoffLimitPerIndex",
          "maxFailedIndexes");
  private static final List<String> MODES = List.of("NonIndexed", "Indexed");
  private static final List<String> RESTARTS = List.of("OnFailure", "Never");
  private static final long MANY = 100_000;
  private static final long MANY_WITH_LIMIT = 10_000;
  private static final int LONGEST_MANAGER = 63;

  private JobSpecValidation() {}

  /// All but the selector, which a CronJob's jobs do not have.
  static void validate(MapValue spec, Path at, FieldErrors errors) {
    NUMBERS.forEach(field -> Numbers.nonNegative(spec, field, at, errors));
    if (spec.has("maxFailedIndexes") && !spec.has("backoffLimitPerIndex")) {
      errors.required(at.child("backoffLimitPerIndex"), "when maxFailedIndexes is specified");
    }
    managedBy(spec, at, errors);
    completionMode(spec, at, errors);
    if (spec.map("podFailurePolicy") != null) {
      PodFailurePolicy.validate(spec, at, errors);
    }
    JobSuccessPolicy.validate(spec, at, errors);
    replacementPolicy(spec, at, errors);
    PodTemplateValidation.check(spec.mapOrEmpty("template"), at.child("template"), errors);
    restartPolicy(spec, at.child("template").child("spec").child("restartPolicy"), errors);
  }

  private static void managedBy(MapValue spec, Path at, FieldErrors errors) {
    String manager = spec.text("managedBy");
    Path field = at.child("managedBy");
    if (manager == null) {
      return;
    }
    if (manager.isEmpty()) {
      errors.required(field);
    } else {
      Faults.invalidText(field, manager, Names.domainPrefixedPath(manager), errors);
    }
    if (Sizes.bytes(manager) > LONGEST_MANAGER) {
      errors.tooLong(field, LONGEST_MANAGER);
    }
  }

  private static void completionMode(MapValue spec, Path at, FieldErrors errors) {
    String mode = spec.text("completionMode");
    if (mode != null && !MODES.contains(mode)) {
      errors.notSupportedText(at.child("completionMode"), mode, MODES);
      return;
    }
    if ("Indexed".equals(mode)) {
      indexed(spec, at, errors);
    } else {
      for (String field : List.of("backoffLimitPerIndex", "maxFailedIndexes")) {
        Long value = spec.integer(field);
        if (value != null) {
          errors.invalid(at.child(field), value.toString(), "requires indexed completion mode");
        }
      }
    }
  }

  private static void indexed(MapValue spec, Path at, FieldErrors errors) {
    Long completions = spec.integer("completions");
    if (completions == null) {
      errors.required(at.child("completions"), "when completion mode is Indexed");
    }
    atMost(
        spec,
        "parallelism",
        MANY,
        "must be less than or equal to 100000 when completion mode is Indexed",
        at,
        errors);
    if (completions == null) {
      return;
    }
    atMost(
        spec,
        "maxFailedIndexes",
        completions,
        "must be less than or equal to completions",
        at,
        errors);
    atMost(spec, "maxFailedIndexes", MANY, "must be less than or equal to 100000", at, errors);
    if (completions > MANY && spec.has("backoffLimitPerIndex")) {
      many(spec, at, errors);
    }
  }

  private static void many(MapValue spec, Path at, FieldErrors errors) {
    String message =
        "must be less than or equal to 10000 when completions are above 100000 and used with"
            + " backoff limit per index";
    if (!spec.has("maxFailedIndexes")) {
      errors.required(
          at.child("maxFailedIndexes"), "must be specified when completions is above 100000");
    }
    atMost(spec, "parallelism", MANY_WITH_LIMIT, message, at, errors);
    atMost(spec, "maxFailedIndexes", MANY_WITH_LIMIT, message, at, errors);
  }

  private static void atMost(
      MapValue spec, String field, long most, String message, Path at, FieldErrors errors) {
    Long value = spec.integer(field);
    if (value != null && value > most) {
      errors.invalid(at.child(field), value.toString(), message);
    }
  }

  private static void replacementPolicy(MapValue spec, Path at, FieldErrors errors) {
    List<String> known =
        spec.map("podFailurePolicy") == null
            ? List.of("Failed", "TerminatingOrFailed")
            : List.of("Failed");
    Faults.oneOfIfPresent(spec, "podReplacementPolicy", known, at, errors);
  }

  private static void restartPolicy(MapValue spec, Path at, FieldErrors errors) {
    String policy = spec.mapOrEmpty("template").mapOrEmpty("spec").text("restartPolicy", "");
    if (policy.isEmpty() || policy.equals("Always")) {
      errors.required(at, "valid values: \"OnFailure\", \"Never\"");
    } else if (!RESTARTS.contains(policy)) {
      errors.notSupportedText(at, policy, RESTARTS);
    } else if (spec.map("podFailurePolicy") != null && !policy.equals("Never")) {
      errors.invalidText(
          at, policy, "only \"Never\" is supported when podFailurePolicy is specified");
    }
  }
}
