package dev.stopwater.monitor.pages;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Round numbers and round times along the edges of a plot.
final class Axis {

  private static final List<Duration> STEPS =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(2),
          Duration.ofMinutes(5),
          Duration.ofMinutes(10),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(3),
          Duration.ofHours(6));
  private static final int MOST_TIMES = 12;
  private static final int NUMBERS = 4;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMM", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter BOTH =
      DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Axis() {}

  /// The distance between the round numbers of an axis that reaches `most`.
  static double step(double most, boolean bytes) {
    double rough = Math.max(most, bytes ? 1e6 : 4) / NUMBERS;
    double ten = Math.pow(10, Math.floor(Math.log10(rough)));
    for (double each : new double[] {1, 2, 5, 10}) {
      if (each * ten >= rough) {
        return bytes ? each * ten : Math.max(1, each * ten);
      }
    }
    return 10 * ten;
  }

  static List<Instant> times(Instant from, Instant to) {
    Duration span = Duration.between(from, to);
    Duration step =
        STEPS.stream()
            .filter(each -> span.dividedBy(each) <= MOST_TIMES)
            .findFirst()
            .orElse(STEPS.getLast());
    long seconds = step.toSeconds();
    List<Instant> times = new ArrayList<>();
    long first = Math.ceilDiv(from.getEpochSecond(), seconds) * seconds;
    for (long each = first; each <= to.getEpochSecond(); each += seconds) {
      times.add(Instant.ofEpochSecond(each));
    }
    return times;
  }

  static String shown(Instant at) {
    return at.getEpochSecond() % Duration.ofDays(1).toSeconds() == 0
        ? DATE.format(at)
        : TIME.format(at);
  }

  static String exactly(Instant at) {
    return BOTH.format(at);
  }

  static String shown(double value, boolean bytes) {
    if (Double.isNaN(value)) {
      return "?";
    }
    if (!bytes) {
      return "%,.0f".formatted(value);
    }
    if (value >= 1e9) {
      return trimmed(value / 1e9) + " GB";
    }
    return value >= 1e6 || value == 0 ? trimmed(value / 1e6) + " MB" : trimmed(value / 1e3) + " kB";
  }

  private static String trimmed(double value) {
    String text = value >= 100 ? "%,.0f".formatted(value) : "%.1f".formatted(value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
