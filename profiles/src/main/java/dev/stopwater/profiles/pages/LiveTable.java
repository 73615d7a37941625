package dev.stopwater.profiles.pages;

import dev.stopwater.lifecycle.Ledger;
import dev.stopwater.lifecycle.RequestSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The requests that are served now, for a person at a terminal: how many of each route, user and
/// phase, how old the oldest is, and what memory they hold. Who holds most stands first. Any
/// thread.
final class LiveTable {

  private static final int MOST = 200;

  private static final Comparator<Tally> MOST_HELD =
      Comparator.comparingLong(Tally::bytes).thenComparingInt(Tally::count).reversed();

  private final Ledger ledger;

  LiveTable(Ledger ledger) {
    this.ledger = ledger;
  }

  private record Row(String route, String user, String phase) {}

  private static final class Tally {
    private int count;
    private int overdue;
    private long oldestMillis;
    private long bytes;

    void add(RequestSnapshot request) {
      count++;
      overdue += request.overdue() ? 1 : 0;
      oldestMillis = Math.max(oldestMillis, request.age().toMillis());
      bytes += request.bytes();
    }

    long bytes() {
      return bytes;
    }

    int count() {
      return count;
    }
  }

  String text() {
    Map<Row, Tally> tallies = new TreeMap<>(Comparator.comparing(Row::toString));
    for (RequestSnapshot each : ledger.entries()) {
      Row row = new Row(each.evidence().route(), each.evidence().user(), each.phase());
      tallies.computeIfAbsent(row, any -> new Tally()).add(each);
    }
    Runtime vm = Runtime.getRuntime();
    StringBuilder out = new StringBuilder();
    out.append(
        "requests %d   overdue %d   proved leaked %d   hold %d KB   heap %d of %d MB%n%n"
            .formatted(
                ledger.live(),
                ledger.overdue(),
                ledger.leaked(),
                ledger.bytesHeld() >> 10,
                (vm.totalMemory() - vm.freeMemory()) >> 20,
                vm.maxMemory() >> 20));
    out.append(
        "%6s %7s %9s %8s  %-14s %-24s %s%n"
            .formatted("COUNT", "OVERDUE", "OLDEST", "HELD KB", "PHASE", "USER", "ROUTE"));
    List<Map.Entry<Row, Tally>> rows = new ArrayList<>(tallies.entrySet());
    rows.sort(Map.Entry.comparingByValue(MOST_HELD));
    rows.stream().limit(MOST).forEach(each -> row(out, each.getKey(), each.getValue()));
    if (rows.size() > MOST) {
      out.append("... and ").append(rows.size() - MOST).append(" more\n");
    }
    return out.toString();
  }

  private static void row(StringBuilder out, Row row, Tally tally) {
    out.append(
        "%6d %7d %8.1fs %8d  %-14s %-24s %s%n"
            .formatted(
                tally.count,
                tally.overdue,
                tally.oldestMillis / 1000.0,
                tally.bytes >> 10,
                row.phase,
                row.user,
                row.route));
  }
}
