package dev.stopwater.machinery.codec;

import dev.stopwater.machinery.errors.GoQuote;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as Go writes them: `1m30s`, `100ms`, `1.5h`.
public final class GoDuration {

  private static final Pattern PART = Pattern.compile("([0-9]*\\.?[0-9]*)(ns|us|µs|μs|ms|s|m|h)");

  private GoDuration() {}

  /// @throws IllegalArgumentException with Go's words
  public static Duration parse(String text) {
    String rest = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    if (rest.equals("0")) {
      return Duration.ZERO;
    }
    Matcher part = PART.matcher(rest);
    double nanos = 0;
    int at = 0;
    while (at < rest.length() && part.find(at) && part.start() == at && part.group(1).matches(".*[0-9].*")) {
      nanos += Double.parseDouble(part.group(1)) * unit(part.group(2));
      at = part.end();
    }
    if (rest.isEmpty() || at < rest.length()) {
      boolean unitMissing = rest.matches("[0-9]+");
      throw new IllegalArgumentException(
          (unitMissing ? "time: missing unit in duration " : "time: invalid duration ")
              + GoQuote.quote(text));
    }
    return Duration.ofNanos((long) (text.startsWith("-") ? -nanos : nanos));
  }

  private static double unit(String name) {
    return switch (name) {
      case "ns" -> 1;
      case "ms" -> 1e6;
      case "s" -> 1e9;
      case "m" -> 60e9;
      case "h" -> 3600e9;
      default -> 1e3;
    };
  }
}
