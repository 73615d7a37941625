package dev.stopwater.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Samples as Markdown: for each case and target the medians, with the smallest and the greatest;
/// below, the ratios of the first target's medians to those of each other.
public final class Report {

  private static final String NONE = "–";

  /// Beginnings of columns whose ratio says nothing.
  private static final List<String> UNCOMPARED =
      List.of("load's", "late", "not ", "failed", "cut", "delivered", "max", "p99.9", "p90");

  /// What was measured of one target in one case.
  private record Cell(List<Sample> samples) {
    Map<String, Spread> spreads() {
      Map<String, Spread> found = new LinkedHashMap<>();
      for (String column : columns(samples)) {
        found.put(
            column,
            Spread.of(
                samples.stream()
                    .filter(each -> each.values().containsKey(column))
                    .mapToDouble(each -> each.values().getOrDefault(column, 0.0))
                    .toArray()));
      }
      return found;
    }

    String remarks() {
      Set<String> said = new LinkedHashSet<>();
      samples.forEach(each -> said.add(each.remark()));
      said.remove("");
      return String.join("; ", said);
    }
  }

  private final List<String> columns;
  private final Map<String, Map<String, Cell>> rows = new LinkedHashMap<>();
  private final boolean cases;
  private final boolean remarks;

  private Report(List<Sample> samples) {
    columns = columns(samples);
    for (Sample each : samples) {
      rows.computeIfAbsent(each.row(), any -> new LinkedHashMap<>())
          .computeIfAbsent(each.target(), any -> new Cell(new ArrayList<>()))
          .samples()
          .add(each);
    }
    cases = rows.keySet().stream().anyMatch(each -> !each.isEmpty());
    remarks = samples.stream().anyMatch(each -> !each.remark().isEmpty());
  }

  public static String of(List<Sample> samples) {
    Report report = new Report(samples);
    return report.medians() + report.ratios();
  }

  private static List<String> columns(List<Sample> samples) {
    Set<String> found = new LinkedHashSet<>();
    samples.forEach(each -> found.addAll(each.values().keySet()));
    return List.copyOf(found);
  }

  private String medians() {
    StringBuilder text = new StringBuilder();
    List<String> head = new ArrayList<>(cases ? List.of("case", "target") : List.of("target"));
    head.addAll(columns);
    if (remarks) {
      head.add("remark");
    }
    line(text, head);
    line(text, head.stream().map(each -> "---").toList());
    rows.forEach((row, targets) ->
        targets.forEach((target, cell) -> {
          List<String> cells = new ArrayList<>(cases ? List.of(row, target) : List.of(target));
          Map<String, Spread> spreads = cell.spreads();
          columns.forEach(column ->
              cells.add(spreads.containsKey(column) ? spreads.get(column).toString() : NONE));
          if (remarks) {
            cells.add(cell.remarks());
          }
          line(text, cells);
        }));
    return text.toString();
  }

  private String ratios() {
    StringBuilder text = new StringBuilder();
    rows.forEach((row, targets) -> {
      Map.Entry<String, Cell> first = targets.entrySet().iterator().next();
      targets.forEach((other, cell) -> {
        String said = other.equals(first.getKey()) ? "" : ratio(first.getValue(), cell);
        if (!said.isEmpty()) {
          String names = "%s to %s".formatted(first.getKey(), other);
          text.append(row.isEmpty() ? "- " : "- " + row + ": ").append(names);
          text.append(": ").append(said).append('\n');
        }
      });
    });
    return text.isEmpty() ? "" : "\nRatios of medians:\n\n" + text;
  }

  private static String ratio(Cell one, Cell other) {
    List<String> said = new ArrayList<>();
    Map<String, Spread> bases = other.spreads();
    one.spreads()
        .forEach((column, spread) -> {
          Spread base = bases.get(column);
          if (base != null
              && UNCOMPARED.stream().noneMatch(column::startsWith)
              && base.median() != 0
              && spread.median() != 0) {
            said.add("%s %.2f".formatted(column, spread.median() / base.median()));
          }
        });
    return String.join(", ", said);
  }

  private static void line(StringBuilder text, List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
