package dev.stopwater.lab.report;

import dev.stopwater.lab.night.Census;
import dev.stopwater.lab.night.Claim;
import dev.stopwater.lab.night.Incident;
import dev.stopwater.lab.night.LogLines;
import dev.stopwater.lab.night.NightRecord;
import java.util.List;
import java.util.regex.Pattern;

/// An incident as one page of HTML that needs nothing from anywhere.
public final class HtmlReport {

  private static final Pattern BOLD = Pattern.compile("\\*\\*([^*]+)\\*\\*");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>The incident, replayed</title>
      <style>
      :root { color-scheme: light dark; --ink: #1f2328; --ground: #fff; --faint: #d8dee4; --soft: #f6f8fa; --bad: #c4321f; --good: #1a7f37; }
      @media (prefers-color-scheme: dark) { :root { --ink: #f0f6fc; --ground: #0d1117; --faint: #30363d; --soft: #151b23; --bad: #ff7b72; --good: #56d364; } }
      body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--ground); max-width: 1000px; margin: 2rem auto; padding: 0 1rem; }
      table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
      th, td { padding: .35rem .6rem; border-bottom: 1px solid var(--faint); text-align: left; }
      .figures td + td, .figures th + th { text-align: right; white-space: nowrap; }
      pre, code { font: 13px/1.4 ui-monospace, monospace; background: var(--soft); }
      pre { padding: .7rem; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
      .holds { color: var(--good); } .fails { color: var(--bad); font-weight: 600; }
      svg { width: 100%; height: auto; margin: .5rem 0; border: 1px solid var(--faint); }
      .scroll { overflow-x: auto; }
      </style>
      """;

  private final StringBuilder out = new StringBuilder(HEAD);

  private HtmlReport() {}

  public static String of(Incident incident, List<Charts.Named> charts) {
    HtmlReport report = new HtmlReport();
    report.element("h1", "The incident, replayed");
    Words.introduction(incident).forEach(each -> report.element("p", each));
    charts.stream().limit(1).forEach(report::chart);
    report.element("h2", "What was expected, and what was measured");
    report.claims(incident.claims());
    report.element("h2", "Figures");
    report.table(Table.of(incident));
    charts.stream().skip(1).forEach(report::chart);
    incident.nights().forEach(report::night);
    report.element("h2", "How it was measured");
    report.out.append("<ul>\n");
    Words.method(incident).forEach(each -> report.element("li", each));
    report.out.append("</ul>\n</html>\n");
    return report.out.toString();
  }

  /// Text with the little Markdown that [Words] and [Table] use.
  private static String marked(String text) {
    String bold = BOLD.matcher(Escaped.text(text)).replaceAll("<strong>$1</strong>");
    return CODE.matcher(bold).replaceAll("<code>$1</code>");
  }

  private void element(String tag, String text) {
    out.append('<').append(tag).append('>').append(marked(text));
    out.append("</").append(tag).append(">\n");
  }

  private void chart(Charts.Named chart) {
    out.append(chart.chart().svg());
  }

  private void claims(List<Claim> claims) {
    out.append("<div class=\"scroll\"><table><tr>");
    List.of("night", "expected", "measured", "").forEach(each -> element("th", each));
    for (Claim claim : claims) {
      out.append("</tr>\n<tr>");
      element("td", claim.night());
      element("td", claim.expected());
      element("td", claim.measured());
      out.append(
          claim.holds()
              ? "<td class=\"holds\">holds</td>"
              : "<td class=\"fails\">does not hold</td>");
    }
    out.append("</tr></table></div>\n");
  }

  private void table(Table table) {
    out.append("<div class=\"scroll\"><table class=\"figures\"><tr>");
    table.head().forEach(each -> element("th", each));
    for (List<String> row : table.rows()) {
      out.append("</tr>\n<tr>");
      row.forEach(each -> element("td", each));
    }
    out.append("</tr></table></div>\n");
  }

  private void night(NightRecord night) {
    element("h2", night.name() + ": " + night.title());
    element("p", Words.alarm(night));
    element("p", Words.leaks(night));
    for (Census.Stack stack : night.census().stacks()) {
      pre(
          stack.count()
              + " threads stood here\n    at "
              + String.join("\n    at ", stack.frames()));
    }
    element("p", Words.log(night));
    for (LogLines.Text text : night.log().texts()) {
      pre("%d times: %s".formatted(text.count(), text.example()));
    }
  }

  private void pre(String text) {
    out.append("<pre>").append(Escaped.text(text)).append("</pre>\n");
  }
}
