package dev.stopwater.bench.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// Samples as a Markdown table: the median of each target with the smallest and the greatest, and
/// the ratio of medians to the first target.
final class Report {

  private record Column(String title, ToDoubleFunction<Sample> value) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("requests/s", Sample::requestsPerSecond),
          new Column("MiB/s", Sample::mibPerSecond),
          new Column("CPU µs/request", Sample::cpuMicros),
          new Column("RSS MiB", Sample::residentMib),
          new Column("not 2xx", Sample::bad));

  private Report() {}

  static String of(List<Sample> samples) {
    Map<String, List<Sample>> byTarget = new LinkedHashMap<>();
    for (Sample each : samples) {
      byTarget.computeIfAbsent(each.target(), any -> new ArrayList<>()).add(each);
    }
    StringBuilder text = new StringBuilder("| target |");
    COLUMNS.forEach(column -> text.append(' ').append(column.title()).append(" |"));
    text.append("\n|---|").append("---|".repeat(COLUMNS.size())).append('\n');
    List<Sample> first = byTarget.values().iterator().next();
    byTarget.forEach((target, taken) -> {
      text.append("| ").append(target).append(" |");
      COLUMNS.forEach(column -> text.append(' ').append(cell(column, taken, first)).append(" |"));
      text.append('\n');
    });
    return text.toString();
  }

  private static String cell(Column column, List<Sample> taken, List<Sample> first) {
    double[] sorted = taken.stream().mapToDouble(column.value()).sorted().toArray();
    double median = sorted[sorted.length / 2];
    double base = middle(column, first);
    String spread = "%,.1f (%,.1f–%,.1f)".formatted(median, sorted[0], sorted[sorted.length - 1]);
    return taken == first || base == 0 ? spread : spread + " ×%.2f".formatted(median / base);
  }

  private static double middle(Column column, List<Sample> taken) {
    double[] sorted = taken.stream().mapToDouble(column.value()).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
