package dev.stopwater.resources;

import dev.stopwater.machinery.errors.GoQuote;
import dev.stopwater.machinery.errors.StatusException;
import org.jspecify.annotations.Nullable;

/// Resource versions as clients write them into objects.
final class Versions {

  private Versions() {}

  /// The number, or zero where there is none.
  ///
  /// @throws StatusException 500, as upstream says it, where the text is no number
  static long read(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return 0;
    }
    if (!isNumber(text)) {
      throw unreadable(text, "invalid syntax");
    }
    try {
      return Long.parseUnsignedLong(text);
    } catch (NumberFormatException tooLarge) {
      throw unreadable(text, "value out of range");
    }
  }

  /// Whether it is a number other than zero; what is no number is overlooked at creation.
  static boolean isSet(@Nullable String text) {
    return text != null && isNumber(text) && text.chars().anyMatch(digit -> digit != '0');
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
  }

  private static StatusException unreadable(String text, String why) {
    return StatusException.unknown(
        "strconv.ParseUint: parsing " + GoQuote.quote(text) + ": " + why);
  }
}
