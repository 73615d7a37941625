package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;

/// The rules for the numbers in the status of workloads.
final class Counts {

  private static final Path AT = Path.of("status");

  private Counts() {}

  static void nonNegative(MapValue status, List<String> fields, FieldErrors errors) {
    fields.forEach(field -> Numbers.nonNegative(status, field, AT, errors));
  }

  /// @param shown how the message names the `bound`
  static void atMost(
      MapValue status, String field, String bound, String shown, FieldErrors errors) {
    long value = status.integer(field, 0);
    if (value > status.integer(bound, 0)) {
      errors.invalid(AT.child(field), Long.toString(value), "cannot be greater than " + shown);
    }
  }

  static void atMostReplicas(MapValue status, List<String> fields, FieldErrors errors) {
    fields.forEach(field -> atMost(status, field, "replicas", "status.replicas", errors));
  }

  static void notDecremented(MapValue now, MapValue old, String field, FieldErrors errors) {
    Long before = old.integerAt("status", field);
    Long after = now.integerAt("status", field);
    if (before != null && (after == null || after < before)) {
      errors.invalid(
          AT.child(field), after == null ? "0" : after.toString(), "cannot be decremented");
    }
  }
}
