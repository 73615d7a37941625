package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Faults that many kinds report alike.
final class Faults {

  private Faults() {}

  /// An invalid value that the message does not show.
  static void invalid(Path at, String detail, FieldErrors errors) {
    errors.add("FieldValueInvalid", at, "Invalid value: " + detail);
  }

  /// One fault for each text about `value`.
  static void invalidText(Path at, String value, List<String> details, FieldErrors errors) {
    details.forEach(detail -> errors.invalidText(at, value, detail));
  }

  /// A text that must be there.
  ///
  /// @param at where `owner` is
  static boolean requiredText(MapValue owner, String field, Path at, FieldErrors errors) {
    boolean missing = owner.text(field, "").isEmpty();
    if (missing) {
      errors.required(at.child(field));
    }
    return !missing;
  }

  /// A text that must be one of a few, absent or not.
  static void oneOf(MapValue owner, String field, List<String> known, Path at, FieldErrors errors) {
    String value = owner.text(field, "");
    if (!known.contains(value)) {
      errors.notSupportedText(at.child(field), value, known);
    }
  }

  /// A text that, if it is there, must be one of a few.
  static void oneOfIfPresent(
      MapValue owner, String field, List<String> known, Path at, FieldErrors errors) {
    if (owner.has(field)) {
      oneOf(owner, field, known, at, errors);
    }
  }

  /// Each text in the list must be one of a few, and come once.
  static void uniqueAmong(ListValue list, List<String> known, Path at, FieldErrors errors) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      if (!(list.at(i) instanceof Text(String value))) {
        continue;
      }
      if (!known.contains(value)) {
        errors.notSupportedText(at.index(i), value, known);
      }
      if (!seen.add(value)) {
        errors.duplicateText(at.index(i), value);
      }
    }
  }
}
