package dev.stopwater.bench.report;

import java.util.List;

/// By how much a value grows with time: the line of least squares.
public final class Slope {

  /// @param seconds since the beginning
  public record Point(double seconds, double value) {}

  private Slope() {}

  /// Growth in each minute; 0 of fewer than two points, or of points at one time.
  public static double perMinute(List<Point> points) {
    double time = points.stream().mapToDouble(Point::seconds).average().orElse(0);
    double value = points.stream().mapToDouble(Point::value).average().orElse(0);
    double both = 0;
    double squares = 0;
    for (Point each : points) {
      both += (each.seconds() - time) * (each.value() - value);
      squares += (each.seconds() - time) * (each.seconds() - time);
    }
    return squares == 0 ? 0 : both / squares * 60;
  }
}
