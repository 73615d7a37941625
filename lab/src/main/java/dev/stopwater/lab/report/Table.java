package dev.stopwater.lab.report;

import dev.stopwater.lab.night.Bell;
import dev.stopwater.lab.night.Incident;
import dev.stopwater.lab.night.Latencies;
import dev.stopwater.lab.night.NightRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// Figures side by side: a row for each, a column for each night.
///
/// @param head of the columns, the first for the names of the rows
record Table(List<String> head, List<List<String>> rows) {

  Table {
    head = List.copyOf(head);
    rows = List.copyOf(rows);
  }

  private record Row(String name, Function<NightRecord, String> value) {}

  private static final List<Row> ROWS =
      List.of(
          new Row("requests of the platform", night -> whole(night.platform().sent())),
          new Row("… served in full", night -> whole(night.platform().served())),
          new Row(
              "requests that timed out on the server", night -> whole(night.census().timedOut())),
          new Row("threads at the most", night -> whole(night.peakThreads())),
          new Row("… of requests that were over", night -> whole(night.peakLeftBehind())),
          new Row(
              "**threads after the night**",
              night -> "**" + whole(night.census().threads()) + "**"),
          new Row("heap before the night", night -> megabytes(night.heapBefore())),
          new Row("heap after a collection, at the most", night -> megabytes(night.peakHeap())),
          new Row(
              "**heap held after the night, all collected**",
              night -> "**" + megabytes(night.heldBytes()) + "**"),
          new Row("process at the most (RSS)", night -> megabytes(night.peakResident())),
          new Row("proved by the leak profile", night -> whole(night.census().proved())),
          new Row(
              "the monitor's alarm, after the link became slow",
              night -> rang(night, night.bell())),
          new Row(
              "… threads of requests that were over, then",
              night -> whole(night.bell().leftBehind())),
          new Row("… it ended after the morning came", night -> stopped(night, night.bell())),
          new Row(
              "heap held after the proof",
              night -> megabytes(night.census().heapAfterProof() - night.heapBefore())),
          new Row("other clients' reads: median, 99 of 100, worst", night -> times(night.reads())),
          new Row("other clients' writes: the same", night -> times(night.writes())),
          new Row(
              "other clients' failures",
              night -> whole(night.reads().failed() + night.writes().failed())),
          new Row("bytes over the platform's link", night -> megabytes(night.carried())),
          new Row("length of the night", night -> whole(Math.round(night.morning())) + " s"));

  static Table of(Incident incident) {
    List<String> head = new ArrayList<>(List.of(""));
    incident.nights().forEach(night -> head.add(night.name()));
    List<List<String>> rows = new ArrayList<>();
    for (Row each : ROWS) {
      List<String> row = new ArrayList<>(List.of(each.name()));
      incident.nights().forEach(night -> row.add(each.value().apply(night)));
      rows.add(row);
    }
    return new Table(head, rows);
  }

  private static String rang(NightRecord night, Bell bell) {
    return bell.rang() ? whole(Math.round(bell.began() - night.fell())) + " s" : "none";
  }

  private static String stopped(NightRecord night, Bell bell) {
    if (!bell.rang()) {
      return "";
    }
    return bell.stopped() ? whole(Math.round(bell.ended() - night.morning())) + " s" : "not yet";
  }

  private static String whole(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String megabytes(long bytes) {
    return bytes < 0 && bytes > -(1 << 20) ? "0 MB" : whole(Math.round(bytes / 1e6)) + " MB";
  }

  private static String times(Latencies.Summary summary) {
    return String.format(
        Locale.ROOT, "%.1f, %.0f, %.0f ms", summary.median(), summary.p99(), summary.worst());
  }
}
