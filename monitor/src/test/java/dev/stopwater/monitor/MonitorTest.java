package dev.stopwater.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.lifecycle.Answerer;
import dev.stopwater.lifecycle.LateOutcome;
import dev.stopwater.lifecycle.Ledger;
import dev.stopwater.lifecycle.LedgerEntry;
import dev.stopwater.lifecycle.LedgerListener;
import dev.stopwater.lifecycle.LedgerSettings;
import dev.stopwater.lifecycle.LiveRequest;
import dev.stopwater.lifecycle.RequestFacts;
import dev.stopwater.lifecycle.RequestSnapshot;
import dev.stopwater.lifecycle.Threads;
import dev.stopwater.noleaks.NoLeaks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The monitor on a real ledger, whose clock and whose own are moved by the test.
@NoLeaks(plantsLeaks = true)
class MonitorTest {

  private static final Instant BEGAN = Instant.parse("2026-03-01T22:00:00Z");
  private static final Duration STEP = Duration.ofSeconds(10);

  @TempDir Path directory;

  private Duration elapsed = Duration.ZERO;
  private final CountDownLatch morning = new CountDownLatch(1);
  private final BlockingQueue<Alarm> told = new LinkedBlockingQueue<>();
  private final List<String> faults = new ArrayList<>();
  private final AtomicReference<@Nullable Monitor> hearing = new AtomicReference<>();
  private final Threads threads =
      new Threads(
          Threads.Sleep.SYSTEM,
          (thread, failure) -> faults.add(thread + ": " + failure),
          Duration.ofSeconds(5));
  private Ledger ledger;
  private Monitor monitor;

  @BeforeEach
  void begin() throws IOException {
    ledger =
        Ledger.start(
            LedgerSettings.byHand(Duration.ofSeconds(60), () -> elapsed.toNanos(), new Heard()));
    monitor = monitor(new Meter(ledger, () -> 3, BEGAN), directory);
    hearing.set(monitor);
  }

  private Monitor monitor(Meter meter, Path home) throws IOException {
    return new Monitor(
        meter,
        Ring.open(home, 3 << 20, Duration.ofDays(2)),
        Limits.NONE,
        List.of(told::add),
        () -> BEGAN.plus(elapsed),
        threads,
        (what, failure) -> faults.add(what + ": " + failure));
  }

  @AfterEach
  void end() throws Exception {
    morning.countDown();
    assertThat(ledger.awaitEmpty(Duration.ofSeconds(30))).isTrue();
    ledger.close();
    monitor.close();
    threads.close();
    assertThat(faults).isEmpty();
  }

  private final class Heard implements LedgerListener {
    @Override
    public void late(LateOutcome outcome) {}

    @Override
    public void leaked(RequestSnapshot request) {
      Monitor hears = hearing.get();
      if (hears != null) {
        hears.leaked(request);
      }
    }

    @Override
    public void fault(String what, Throwable failure) {
      faults.add(what + ": " + failure);
    }
  }

  private static final class Silent implements Answerer {
    @Override
    public void timedOut(LedgerEntry request, boolean begun) {}

    @Override
    public void unanswered(LedgerEntry request, boolean begun, @Nullable Throwable failure) {}
  }

  /// Comes back when it is known what is asked.
  private void request(String route, String user, String agent, Stay stay)
      throws InterruptedException {
    CountDownLatch known = new CountDownLatch(1);
    ledger.begin(
        new RequestFacts("GET", "/api/v1/pods", "192.0.2.7:4711", agent, "HTTP/2.0"),
        new Silent(),
        live -> {
          live.identify(route, user, "audit");
          known.countDown();
          stay.here(live);
        });
    assertThat(known.await(30, TimeUnit.SECONDS)).isTrue();
  }

  private interface Stay {
    void here(LiveRequest live) throws Exception;
  }

  /// Deaf to interrupts.
  private void waitForMorning(LiveRequest live) {
    while (true) {
      try {
        morning.await();
        return;
      } catch (InterruptedException deaf) {
        continue;
      }
    }
  }

  private void step() {
    elapsed = elapsed.plus(STEP);
    ledger.tick();
    monitor.turn();
  }

  private void quiet(Duration time) {
    for (int i = 0; i < time.dividedBy(STEP); i++) {
      step();
    }
  }

  /// As many a minute as make 45,000 in a night.
  private void leak(Duration time) throws InterruptedException {
    for (int i = 0; i < time.dividedBy(STEP) && monitor.firing().isEmpty(); i++) {
      for (int each = 0; each < 45_000 / 8 / 60 / 6; each++) {
        request("LIST /api/v1/pods", "admin-platform", "puller/1.12", this::waitForMorning);
      }
      step();
    }
  }

  private Alarm nextTold() throws InterruptedException {
    Alarm next = told.poll(30, TimeUnit.SECONDS);
    assertThat(next).as("an alarm").isNotNull();
    return next;
  }

  @Test
  void requestsThatLeakAreToldWithinTenMinutesWithRouteUserClientAndStack() throws Exception {
    quiet(Duration.ofHours(1));
    for (int i = 0; i < 40; i++) {
      request("GET /api/v1/nodes", "kubelet", "kubelet/1.36", this::waitForMorning);
    }
    quiet(Duration.ofMinutes(10));
    Duration before = elapsed;
    leak(Duration.ofMinutes(10));
    Alarm alarm = nextTold();
    System.out.printf("told after %s: %s%n", elapsed.minus(before), alarm.sentence());
    assertThat(elapsed.minus(before)).isLessThan(Duration.ofMinutes(10));
    assertThat(alarm).isInstanceOf(Alarm.Firing.class);
    assertThat(alarm.signal()).isEqualTo(Signal.OUTLIVED);
    Culprit culprit = alarm.began().culprit();
    assertThat(culprit.route()).isEqualTo("LIST /api/v1/pods");
    assertThat(culprit.user()).isEqualTo("admin-platform");
    assertThat(culprit.client()).isEqualTo("puller/1.12");
    assertThat(culprit.stack()).anyMatch(frame -> frame.contains("waitForMorning"));
  }

  @Test
  void anAlarmEndsWhenNothingHasGrownForTenMinutesAndIsMarkedInTheHistory() throws Exception {
    quiet(Duration.ofMinutes(10));
    leak(Duration.ofMinutes(10));
    assertThat(nextTold()).isInstanceOf(Alarm.Firing.class);
    assertThat(monitor.begun(Signal.OUTLIVED)).isEqualTo(1);
    quiet(Duration.ofMinutes(90));
    assertThat(nextTold()).isInstanceOf(Alarm.Resolved.class);
    assertThat(monitor.firing()).isEmpty();
    List<Boolean> marks = new ArrayList<>();
    monitor.history(
        BEGAN,
        entry -> {
          if (entry instanceof Mark mark) {
            marks.add(mark.firing());
          }
        });
    assertThat(marks).containsExactly(true, false);
  }

  @Test
  void leaksThatAreProvenAndLeaveTheLedgerAreNamedAllTheSame() throws Exception {
    quiet(Duration.ofMinutes(10));
    for (int minute = 0; minute < 12 && monitor.firing().isEmpty(); minute++) {
      for (int each = 0; each < 94; each++) {
        request("GET /lost", "someone", "lost/1", live -> waitForNobody());
      }
      quiet(Duration.ofMinutes(1));
      ledger.collect();
    }
    Alarm alarm = nextTold();
    assertThat(ledger.leaked()).as("proven").isPositive();
    assertThat(alarm.began().culprit().route()).isEqualTo("GET /lost");
    assertThat(alarm.began().culprit().stack()).anyMatch(frame -> frame.contains("waitForNobody"));
    while (ledger.live() > 0) {
      elapsed = elapsed.plus(STEP);
      ledger.tick();
      ledger.collect();
    }
  }

  private static void waitForNobody() {
    CountDownLatch nobodys = new CountDownLatch(1);
    while (true) {
      try {
        nobodys.await();
      } catch (InterruptedException deaf) {
        continue;
      }
    }
  }

  @Test
  void samplesHaveWhatTheLedgerAndTheProcessHave() throws Exception {
    request("GET /a", "u", "a/1", this::waitForMorning);
    step();
    Sample sample = monitor.latest();
    assertThat(sample.requests().live()).isEqualTo(1);
    assertThat(sample.requests().watchers()).isEqualTo(3);
    assertThat(sample.memory().used()).isPositive();
    assertThat(sample.platformThreads()).isPositive();
    assertThat(monitor.shares()).extracting(Share::name).containsExactlyInAnyOrder("GET /a", "u");
  }

  @Test
  void whatThrowsIsToldAndTheOthersHearTheAlarm() throws Exception {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    Outlet broken =
        alarm -> {
          throw new IOException("no");
        };
    Alarm alarm = new Alarm.Firing(finding(), Culprit.NONE);
    try (Notices notices =
        new Notices(
            List.of(broken, each -> heard.add(each.sentence())),
            List::of,
            Duration.ofMinutes(1),
            threads,
            (what, failure) -> heard.add(what + ": " + failure.getMessage()))) {
      notices.add(alarm);
      assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo("alerts: no");
      assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo(alarm.sentence());
    }
  }

  @Test
  void aSampleThatIsBeingTakenIsInterruptedAndWaitedForWhenTheMonitorStops() throws Exception {
    Thread closer = Thread.currentThread();
    CountDownLatch looking = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    IntSupplier slow =
        () -> {
          if (Thread.currentThread() == closer) {
            return 0; // the first sample is taken by whoever makes the monitor
          }
          looking.countDown();
          try {
            morning.await();
          } catch (InterruptedException stop) {
            while (closer.getState() != Thread.State.TIMED_WAITING && !ended.get()) {
              Thread.onSpinWait();
            }
            ended.set(true);
          }
          return 0;
        };
    Monitor slowly = monitor(new Meter(ledger, slow, BEGAN), directory.resolve("slow"));
    slowly.start(threads, Duration.ofMillis(1));
    assertThat(looking.await(30, TimeUnit.SECONDS)).isTrue();
    slowly.stop(Duration.ofMillis(50), Duration.ofSeconds(30));
    assertThat(ended.getAndSet(true)).isTrue();
  }

  static Finding finding() {
    return new Finding(
        Signal.OUTLIVED, Finding.Rule.MORE_AND_MORE, BEGAN, BEGAN.plusSeconds(420), 0, 400, 5600);
  }
}
