package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.value.MapValue;

/// Rules for whole numbers. A field that is absent has nothing wrong with it.
final class Numbers {

  static final String NON_NEGATIVE = "must be greater than or equal to 0";
  static final String POSITIVE = "must be greater than 0";

  private Numbers() {}

  /// @param at where `owner` is
  static void nonNegative(MapValue owner, String field, Path at, FieldErrors errors) {
    atLeast(owner, field, 0, NON_NEGATIVE, at, errors);
  }

  static void positive(MapValue owner, String field, Path at, FieldErrors errors) {
    atLeast(owner, field, 1, POSITIVE, at, errors);
  }

  static void atLeast(
      MapValue owner, String field, long least, String message, Path at, FieldErrors errors) {
    Long value = owner.integer(field);
    if (value != null && value < least) {
      errors.invalid(at.child(field), value.toString(), message);
    }
  }

  static void inRange(
      MapValue owner, String field, long least, long most, Path at, FieldErrors errors) {
    Long value = owner.integer(field);
    if (value != null && (value < least || value > most)) {
      errors.invalid(at.child(field), value.toString(), inclusive(least, most));
    }
  }

  static String inclusive(long least, long most) {
    return "must be between " + least + " and " + most + ", inclusive";
  }
}
