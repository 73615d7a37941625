package dev.stopwater.bench.report;

import java.util.Arrays;

/// The middle of some values, and how far they lie apart.
public record Spread(double median, double least, double greatest) {

  /// @throws IllegalArgumentException there are none
  public static Spread of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no values");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }

  /// With as many digits as help: `1,234 (1,200–1,300)`.
  @Override
  public String toString() {
    if (least == greatest) {
      return number(median);
    }
    return "%s (%s–%s)".formatted(number(median), number(least), number(greatest));
  }

  static String number(double value) {
    double size = Math.abs(value);
    boolean whole = value == Math.rint(value);
    String format = size >= 100 || whole ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
    return format.formatted(value);
  }
}
