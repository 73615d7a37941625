package dev.stopwater.profiles.pages;

import dev.stopwater.profiles.Profiles.Kind;
import java.util.Map;

/// The list of profiles, with how much there is in those that cost nothing to count.
final class IndexPage {

  private IndexPage() {}

  static String of(Map<Kind, Long> counts) {
    StringBuilder rows = new StringBuilder();
    for (Kind kind : Kind.values()) {
      Long count = counts.get(kind);
      row(rows, count == null ? "" : count.toString(), kind.word(), "?debug=1", kind.description());
    }
    row(rows, "", "profile", "?seconds=10", "CPU time for seconds= (30 if not given).");
    row(rows, "", "trace", "?seconds=5", "A JFR recording of seconds=, for JDK Mission Control.");
    row(rows, "", "requests", "", "The requests that are served now, as a table.");
    row(rows, "", "cmdline", "", "How the server was started.");
    row(rows, "", "ui", "", "Flame graphs.");
    return """
    <!DOCTYPE html>
    <html lang="en"><head><meta charset="utf-8"><title>/debug/pprof/</title>
    <style>%s td:first-child { text-align: right }</style></head><body>
    <h1>/debug/pprof/</h1>
    <table><thead><tr><th>Count</th><th>Profile</th><th></th><th></th><th>What it shows</th></tr></thead>
    %s</table>
    <p><a href="goroutine?debug=2">Every thread with its whole stack</a></p>
    <p>Files are for <code>go tool pprof FILE</code>, Pyroscope and Parca; <code>go tool pprof</code>
    itself gets here through <code>kubectl proxy</code>.</p>
    </body></html>
    """
        .formatted(Html.STYLE, rows);
  }

  private static void row(
      StringBuilder rows, String count, String word, String query, String description) {
    boolean drawable = Kind.of(word) != null || word.equals("profile");
    String drawn = word.equals("profile") ? "cpu" : word;
    rows.append("<tr><td>").append(count).append("</td><td><a href=\"").append(word).append(query);
    rows.append("\">").append(word).append("</a></td><td>");
    rows.append(drawable ? "<a href=\"ui?profile=" + drawn + "\">flames</a>" : "");
    rows.append("</td><td>").append(drawable ? "<a href=\"" + word + "\">file</a>" : "");
    rows.append("</td><td>").append(Html.escaped(description)).append("</td></tr>\n");
  }
}
