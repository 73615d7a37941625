package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.GoQuote;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.quantity.Quantity;
import dev.stopwater.machinery.quantity.QuantityException;
import dev.stopwater.machinery.value.Int;
import dev.stopwater.machinery.value.Real;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import org.jspecify.annotations.Nullable;

/// Rules for amounts.
final class Quantities {

  private Quantities() {}

  /// The amount of a value that the decoder has let pass; zero for what is absent.
  static Quantity of(@Nullable Value value) {
    try {
      return switch (value) {
        case Text text -> Quantity.parse(text.value());
        case Int number -> Quantity.of(number.value());
        case Real number -> Quantity.parse(number.literal());
        case null, default -> Quantity.ZERO;
      };
    } catch (QuantityException e) {
      return Quantity.ZERO;
    }
  }

  static void nonNegative(Quantity amount, Path at, FieldErrors errors) {
    if (amount.sign() < 0) {
      errors.invalid(at, shown(amount), Numbers.NON_NEGATIVE);
    }
  }

  static void positive(Quantity amount, Path at, FieldErrors errors) {
    if (amount.sign() <= 0) {
      errors.invalid(at, shown(amount), "must be greater than zero");
    }
  }

  static void whole(Quantity amount, Path at, FieldErrors errors) {
    if (amount.milliValue() % 1000 != 0) {
      errors.invalid(at, shown(amount), "must be an integer");
    }
  }

  static String shown(Quantity amount) {
    return GoQuote.quote(amount.toString());
  }
}
