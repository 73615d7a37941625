package dev.stopwater.resources.builtin.warnings;

import dev.stopwater.machinery.quantity.Quantity;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Amounts of bytes that are no whole number.
final class Fractions {

  private Fractions() {}

  static void add(String path, @Nullable MapValue amounts, String resource, List<String> warnings) {
    String amount = amounts == null ? null : amounts.text(resource);
    if (amount != null && !Quantity.parse(amount).isWhole()) {
      warnings.add(
          path
              + "["
              + resource
              + "]: fractional byte value \""
              + amount
              + "\" is invalid, must be an integer");
    }
  }
}
