package dev.stopwater.lab.report;

import dev.stopwater.lab.night.Census;
import dev.stopwater.lab.night.Claim;
import dev.stopwater.lab.night.Incident;
import dev.stopwater.lab.night.LogLines;
import dev.stopwater.lab.night.NightRecord;
import java.util.Collections;
import java.util.List;

/// An incident as Markdown. Charts are files beside it.
public final class MarkdownReport {

  private final StringBuilder out = new StringBuilder();

  private MarkdownReport() {}

  /// @param charts of [Charts], each in a file of its name
  public static String of(Incident incident, List<Charts.Named> charts) {
    MarkdownReport report = new MarkdownReport();
    report.line("# The incident, replayed").line("");
    Words.introduction(incident).forEach(paragraph -> report.line(paragraph).line(""));
    report.line("## What was expected, and what was measured").line("");
    report.claims(incident.claims());
    report.line("## Figures").line("");
    report.table(Table.of(incident));
    charts.forEach(
        chart -> report.line("![%s](%s.svg)".formatted(chart.title(), chart.name())).line(""));
    incident.nights().forEach(report::night);
    report.line("## How it was measured").line("");
    Words.method(incident).forEach(paragraph -> report.line("- " + paragraph));
    return report.out.toString();
  }

  private MarkdownReport line(String text) {
    out.append(text).append('\n');
    return this;
  }

  private void claims(List<Claim> claims) {
    line("| night | expected | measured | |").line("|---|---|---|---|");
    claims.forEach(claim ->
        line(
            "| %s | %s | %s | %s |"
                .formatted(
                    claim.night(),
                    claim.expected(),
                    claim.measured(),
                    claim.holds() ? "holds" : "**does not hold**")));
    line("");
  }

  private void table(Table table) {
    line("| " + String.join(" | ", table.head()) + " |");
    line("|---|" + String.join("", Collections.nCopies(table.head().size() - 1, "---:|")));
    table.rows().forEach(row -> line("| " + String.join(" | ", row) + " |"));
    line("");
  }

  private void night(NightRecord night) {
    line("## " + night.name() + ": " + night.title()).line("");
    line(Words.alarm(night)).line("");
    line(Words.leaks(night)).line("");
    for (Census.Stack stack : night.census().stacks()) {
      line("```").line(stack.count() + " threads stood here");
      stack.frames().forEach(frame -> line("    at " + frame));
      line("```").line("");
    }
    line(Words.log(night)).line("");
    for (LogLines.Text text : night.log().texts()) {
      line("```").line("%d times: %s".formatted(text.count(), text.example())).line("```").line("");
    }
  }
}
