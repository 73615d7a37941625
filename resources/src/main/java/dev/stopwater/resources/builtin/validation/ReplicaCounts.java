package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;

/// The rules for what controllers of replicas report: no count is negative, or more than the whole.
final class ReplicaCounts {

  private static final List<String> COUNTS =
      List.of(
          "replicas",
          "fullyLabeledReplicas",
          "readyReplicas",
          "availableReplicas",
          "observedGeneration");

  private ReplicaCounts() {}

  static void check(MapValue status, Path at, FieldErrors errors) {
    COUNTS.forEach(count -> Numbers.nonNegative(status, count, at, errors));
    noMore(status, "fullyLabeledReplicas", "replicas", at, errors);
    noMore(status, "readyReplicas", "replicas", at, errors);
    noMore(status, "availableReplicas", "replicas", at, errors);
    noMore(status, "availableReplicas", "readyReplicas", at, errors);
  }

  private static void noMore(
      MapValue status, String part, String whole, Path at, FieldErrors errors) {
    long count = status.integer(part, 0);
    if (count > status.integer(whole, 0)) {
      String than = whole.equals("replicas") ? "status.replicas" : whole;
      errors.invalid(at.child(part), Long.toString(count), "cannot be greater than " + than);
    }
  }
}
