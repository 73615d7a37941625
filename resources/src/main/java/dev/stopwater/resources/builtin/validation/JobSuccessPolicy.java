package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;

/// The rules for `successPolicy` of a job.
final class JobSuccessPolicy {

  static final InternalForm FORM =
      InternalForm.of("Rules:[SucceededIndexes:any SucceededCount:any]");

  private static final int MOST_RULES = 20;
  private static final int LONGEST_INDEXES = 64 << 10;

  private JobSuccessPolicy() {}

  /// @param job the spec of the job
  static void validate(MapValue job, Path spec, FieldErrors errors) {
    MapValue policy = job.map("successPolicy");
    Path at = spec.child("successPolicy");
    if (policy == null) {
      return;
    }
    if (!job.text("completionMode", "").equals("Indexed")) {
      errors.invalid(at, FORM.show(policy), "requires indexed completion mode");
      return;
    }
    ListValue rules = policy.listOrEmpty("rules");
    if (rules.isEmpty()) {
      errors.required(
          at.child("rules"),
          "at least one rules must be specified when the successPolicy is specified");
    }
    if (rules.size() > MOST_RULES) {
      errors.tooMany(at.child("rules"), rules.size(), MOST_RULES);
    }
    for (int i = 0; i < rules.size(); i++) {
      rule(rules.mapAt(i), job, at.child("rules").index(i), errors);
    }
  }

  private static void rule(MapValue rule, MapValue job, Path at, FieldErrors errors) {
    String indexes = rule.text("succeededIndexes");
    Long count = rule.integer("succeededCount");
    if (indexes == null && count == null) {
      errors.required(at, "at least one of succeededCount or succeededIndexes must be specified");
    }
    long completions = job.integer("completions", 0);
    long named = indexes == null ? -1 : indexes(indexes, completions, at, errors);
    if (count != null) {
      count(count, completions, named, at.child("succeededCount"), errors);
    }
  }

  /// How many pods the indexes name, or -1 where they are malformed.
  private static long indexes(String indexes, long completions, Path at, FieldErrors errors) {
    Path field = at.child("succeededIndexes");
    if (Sizes.bytes(indexes) > LONGEST_INDEXES) {
      errors.tooLong(field, LONGEST_INDEXES);
    }
    try {
      return JobIndexes.count(indexes, completions);
    } catch (JobIndexes.MalformedException malformed) {
      errors.invalidText(
          field, indexes, "error parsing succeededIndexes: " + malformed.getMessage());
      return -1;
    }
  }

  private static void count(long count, long completions, long named, Path at, FieldErrors errors) {
    String shown = Long.toString(count);
    if (count < 0) {
      errors.invalid(at, shown, Numbers.NON_NEGATIVE);
    }
    if (count > completions) {
      errors.invalid(
          at,
          shown,
          "must be less than or equal to "
              + completions
              + " (the number of specified completions)");
    }
    if (named >= 0 && count > named) {
      errors.invalid(
          at,
          shown,
          "must be less than or equal to "
              + named
              + " (the number of indexes in the specified succeededIndexes field)");
    }
  }
}
