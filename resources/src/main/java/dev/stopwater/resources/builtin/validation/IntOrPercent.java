package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.value.Int;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// Rules for fields that hold a number or a percentage: `1` or `25%`.
final class IntOrPercent {

  private static final BigInteger ALL = BigInteger.valueOf(100);

  private IntOrPercent() {}

  /// A number that is not negative, or a well-formed percentage.
  static void nonNegative(MapValue owner, String field, Path at, FieldErrors errors) {
    switch (owner.find(field)) {
      case Text text ->
          Names.percent(text.value())
              .forEach(fault -> errors.invalidText(at.child(field), text.value(), fault));
      case Int number -> Numbers.nonNegative(owner, field, at, errors);
      case null, default -> {}
    }
  }

  /// A percentage, if it is one, of at most a hundred.
  static void atMostAll(MapValue owner, String field, Path at, FieldErrors errors) {
    if (owner.find(field) instanceof Text text
        && Names.percent(text.value()).isEmpty()
        && number(text.value().substring(0, text.value().length() - 1)).compareTo(ALL) > 0) {
      errors.invalidText(at.child(field), text.value(), "must not be greater than 100%");
    }
  }

  /// Whether it amounts to nothing, as absent and malformed ones do.
  static boolean isZero(@Nullable Value value) {
    return switch (value) {
      case Int number -> number.value() == 0;
      case Text text -> number(text.value().replaceFirst("%$", "")).signum() == 0;
      case null, default -> true;
    };
  }

  private static BigInteger number(String digits) {
    return digits.matches("[+-]?[0-9]+") ? new BigInteger(digits) : BigInteger.ZERO;
  }
}
