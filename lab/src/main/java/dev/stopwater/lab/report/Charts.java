package dev.stopwater.lab.report;

import dev.stopwater.lab.night.Incident;
import dev.stopwater.lab.night.Moment;
import dev.stopwater.lab.night.NightRecord;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// The charts of an incident.
public final class Charts {

  private static final double MEGA = 1e6;

  private Charts() {}

  /// A chart, and the name of its file.
  public record Named(String name, String title, Chart chart) {}

  public static List<Named> of(Incident incident) {
    return List.of(
        named(incident, "threads", "Threads of requests", "", false, Moment::threads),
        named(
            incident,
            "memory",
            "Heap after the last collection",
            "MB",
            false,
            each -> each.heapBytes() / MEGA),
        named(incident, "requests", "Requests that timed out", "", false, Moment::timedOut),
        named(
            incident,
            "others",
            "Slowest answer to other clients",
            "ms",
            true,
            Moment::worstMillis));
  }

  private static Named named(
      Incident incident,
      String name,
      String title,
      String unit,
      boolean logarithmic,
      ToDoubleFunction<Moment> value) {
    List<Chart.Series> series =
        incident.nights().stream().map(night -> series(night, value)).toList();
    NightRecord first = incident.nights().getFirst();
    return new Named(name, title, new Chart(title, unit, logarithmic, series, first.fell()));
  }

  private static Chart.Series series(NightRecord night, ToDoubleFunction<Moment> value) {
    return new Chart.Series(
        night.name(),
        night.moments().stream()
            .map(each -> new Chart.Point(each.seconds(), value.applyAsDouble(each)))
            .toList());
  }
}
