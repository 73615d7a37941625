package dev.stopwater.lab.report;

import dev.stopwater.lab.night.Incident;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The files of a report.
public final class Reports {

  private Reports() {}

  /// Writes `report.html`, `report.md`, `report.json`, and each chart as a file.
  public static void write(Incident incident, Path directory) throws IOException {
    Files.createDirectories(directory);
    List<Charts.Named> charts = Charts.of(incident);
    for (Charts.Named each : charts) {
      Files.writeString(directory.resolve(each.name() + ".svg"), each.chart().svg());
    }
    Files.writeString(directory.resolve("report.html"), HtmlReport.of(incident, charts));
    Files.writeString(directory.resolve("report.md"), MarkdownReport.of(incident, charts));
    Files.writeString(directory.resolve("report.json"), JsonReport.of(incident));
  }
}
