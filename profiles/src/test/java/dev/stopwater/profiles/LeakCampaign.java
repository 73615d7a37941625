package dev.stopwater.profiles;

import dev.stopwater.lifecycle.Answerer;
import dev.stopwater.lifecycle.LateOutcome;
import dev.stopwater.lifecycle.Ledger;
import dev.stopwater.lifecycle.LedgerEntry;
import dev.stopwater.lifecycle.LedgerListener;
import dev.stopwater.lifecycle.LedgerSettings;
import dev.stopwater.lifecycle.RequestFacts;
import dev.stopwater.lifecycle.RequestSnapshot;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Generated programs in which some handlers hang for ever and others are only slow: each of the
/// former is proved leaked, and none of the latter. A program of its own, since agents change what
/// the JVM holds.
final class LeakCampaign {

  private final Map<PlantedKind, Row> table = new EnumMap<>(PlantedKind.class);

  private static final class Row {
    int planted;
    int proved;
    int late;
    int accusedFalsely;

    boolean isRight(PlantedKind kind) {
      return accusedFalsely == 0
          && proved == (kind.provable ? planted : 0)
          && late == (kind.provable ? 0 : planted);
    }
  }

  /// @param arguments how many seeds, and the first of them
  public static void main(String[] arguments) throws Exception {
    boolean clean =
        new LeakCampaign().run(Integer.parseInt(arguments[0]), Long.parseLong(arguments[1]));
    System.exit(clean ? 0 : 1);
  }

  private boolean run(int seeds, long first) throws Exception {
    System.out.println("leak campaign: seeds from " + first + ", " + seeds + " of them");
    for (PlantedKind kind : PlantedKind.values()) {
      table.put(kind, new Row());
    }
    for (int i = 0; i < seeds; i++) {
      new Program(first + i).run();
    }
    print();
    return table.entrySet().stream().allMatch(each -> each.getValue().isRight(each.getKey()));
  }

  private void print() {
    System.out.printf("%-42s %8s %8s %8s %8s%n", "kind", "planted", "proved", "late", "false");
    table.forEach((kind, row) ->
        System.out.printf(
            "%-42s %8d %8d %8d %8d%n",
            kind, row.planted, row.proved, row.late, row.accusedFalsely));
  }

  /// One generated program, on a ledger that is moved by hand.
  private final class Program implements LedgerListener {
    private final long seed;
    private final Random random;
    private final AtomicLong nanos = new AtomicLong();
    private final LeakBook book = new LeakBook(InstantSource.system());
    private final List<RequestSnapshot> ended = new CopyOnWriteArrayList<>();
    private final PlantedKind.Release release = new PlantedKind.Release();
    private int leaks;
    private int slow;

    Program(long seed) {
      this.seed = seed;
      this.random = new Random(seed);
    }

    void run() throws Exception {
      try (Ledger ledger =
          Ledger.start(LedgerSettings.byHand(Duration.ofSeconds(60), nanos::get, this))) {
        plant(ledger);
        nanos.addAndGet(Duration.ofSeconds(60).toNanos());
        ledger.tick();
        LeakCheck check = new LeakCheck(ledger, book, InstantSource.system(), Duration.ZERO);
        LeakReport report = searched(ledger, check);
        account(report);
        expect(slow, report.late().size(), "late");
        release.all();
        expect(1, ledger.awaitEmpty(Duration.ofSeconds(60)) ? 1 : 0, "ended");
        ended.forEach(each -> row(each).late++);
        expect(leaks, (int) ledger.leaked(), "leaked");
      }
    }

    private void expect(int expected, int actual, String what) {
      if (expected != actual) {
        System.out.printf("seed %d: %s %d instead of %d%n", seed, what, actual, expected);
      }
    }

    private LeakReport searched(Ledger ledger, LeakCheck check) throws Exception {
      LeakReport report = check.check();
      for (int i = 0; ledger.leaked() < leaks && i < 200; i++) {
        Thread.sleep(1); // until the handlers have got to where they wait
        report = check.check();
      }
      return report;
    }

    private void account(LeakReport report) {
      for (Leak leak : report.newest()) {
        Row row = row(leak.request());
        if (PlantedKind.valueOf(leak.request().evidence().route()).provable) {
          row.proved++;
        } else {
          row.accusedFalsely++;
        }
      }
    }

    private Row row(RequestSnapshot request) {
      return table.get(PlantedKind.valueOf(request.evidence().route()));
    }

    private void plant(Ledger ledger) {
      PlantedKind[] kinds = PlantedKind.values();
      for (int i = 2 + random.nextInt(8); i > 0; i--) {
        PlantedKind kind = kinds[random.nextInt(kinds.length)];
        for (PlantedKind.Body body : kind.plant(release)) {
          begin(ledger, kind, body);
        }
      }
    }

    private void begin(Ledger ledger, PlantedKind kind, PlantedKind.Body body) {
      table.get(kind).planted++;
      if (kind.provable) {
        leaks++;
      } else {
        slow++;
      }
      ledger
          .begin(
              new RequestFacts("GET", "/", "127.0.0.1:1", "campaign", "HTTP/2.0"),
              new Silent(),
              live -> hang(body.step()))
          .identify(kind.name(), "", "");
    }

    private static void hang(PlantedKind.Step step) {
      boolean done = false;
      while (!done) {
        try {
          step.run();
          done = true;
        } catch (Exception deaf) {
          Thread.interrupted();
        }
      }
    }

    @Override
    public void late(LateOutcome outcome) {
      ended.add(outcome.request());
    }

    @Override
    public void leaked(RequestSnapshot request) {
      book.proved(request);
    }

    @Override
    public void fault(String what, Throwable failure) {
      throw new AssertionError(what, failure);
    }
  }

  /// Answers nobody.
  static final class Silent implements Answerer {
    @Override
    public void timedOut(LedgerEntry request, boolean begun) {}

    @Override
    public void unanswered(LedgerEntry request, boolean begun, @Nullable Throwable failure) {}
  }
}
