package dev.stopwater.profiles.pages;

import java.time.Duration;
import java.util.function.UnaryOperator;

/// What a client asks of a profile: `seconds`, `debug`, `gc`, as Go's handlers read them, but that
/// what cannot be meant is refused.
final class Wishes {

  private static final int LONGEST = 300;

  private final UnaryOperator<String> query;

  /// @param query the first value of a parameter, or an empty text
  Wishes(UnaryOperator<String> query) {
    this.query = query;
  }

  String text(String name) {
    return query.apply(name);
  }

  boolean has(String name) {
    return !text(name).isEmpty();
  }

  /// @throws IllegalArgumentException it is no whole number of seconds, or too many
  Duration wholeSeconds() {
    if (!text("seconds").matches("\\+?[0-9]+")) {
      throw notPositive();
    }
    return seconds();
  }

  /// @throws IllegalArgumentException it is no number of seconds, or too many
  Duration seconds() {
    double seconds = number(text("seconds"));
    if (!(seconds > 0)) {
      throw notPositive();
    }
    if (seconds > LONGEST) {
      throw new IllegalArgumentException(
          "invalid value for \"seconds\" - must be at most " + LONGEST);
    }
    return Duration.ofMillis(Math.max(1, Math.round(seconds * 1000)));
  }

  private static IllegalArgumentException notPositive() {
    return new IllegalArgumentException(
        "invalid value for \"seconds\" - must be a positive integer");
  }

  /// @param otherwise how many, if the client does not say, or says 0
  Duration secondsOr(int otherwise) {
    String said = text("seconds");
    return said.isEmpty() || said.equals("0") ? Duration.ofSeconds(otherwise) : seconds();
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /// 0 for bytes, 1 for groups as text, 2 for all details as text.
  int debug() {
    return text("debug").matches("[0-9]{1,3}") ? Integer.parseInt(text("debug")) : 0;
  }

  boolean collect() {
    return text("gc").matches("[1-9][0-9]*");
  }
}
