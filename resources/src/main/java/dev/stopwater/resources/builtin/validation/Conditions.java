package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The rules for conditions of the common shape.
final class Conditions {

  private static final List<String> STATUSES = List.of("False", "True", "Unknown");
  private static final String REASON = "[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?";
  private static final int LONGEST_REASON = 1024;
  private static final int LONGEST_MESSAGE = 32 << 10;

  private Conditions() {}

  static void validate(ListValue conditions, Path at, FieldErrors errors) {
    Set<String> types = new HashSet<>();
    for (int i = 0; i < conditions.size(); i++) {
      MapValue condition = conditions.mapAt(i);
      String type = condition.text("type", "");
      if (!types.add(type)) {
        errors.duplicateText(at.index(i).child("type"), type);
      }
      condition(condition, at.index(i), errors);
    }
  }

  private static void condition(MapValue condition, Path at, FieldErrors errors) {
    String type = condition.text("type", "");
    Faults.invalidText(at.child("type"), type, Names.qualifiedName(type), errors);
    Faults.oneOf(condition, "status", STATUSES, at, errors);
    Numbers.nonNegative(condition, "observedGeneration", at, errors);
    if (!condition.has("lastTransitionTime")) {
      errors.required(at.child("lastTransitionTime"));
    }
    String reason = condition.text("reason", "");
    if (reason.isEmpty()) {
      errors.required(at.child("reason"));
    } else if (Sizes.bytes(reason) > LONGEST_REASON) {
      errors.tooLong(at.child("reason"), LONGEST_REASON);
    } else if (!reason.matches(REASON)) {
      errors.invalidText(
          at.child("reason"),
          reason,
          "a condition reason must start with alphabetic character, optionally followed by a"
              + " string of alphanumeric characters or '_,:', and must end with an alphanumeric"
              + " character or '_' (e.g. 'my_name',  or 'MY_NAME',  or 'MyName',  or"
              + " 'ReasonA,ReasonB',  or 'ReasonA:ReasonB', regex used for validation is '"
              + REASON
              + "')");
    }
    if (Sizes.bytes(condition.text("message", "")) > LONGEST_MESSAGE) {
      errors.tooLong(at.child("message"), LONGEST_MESSAGE);
    }
  }
}
