package dev.stopwater.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.lifecycle.LedgerFixture.Answers;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// As many requests as once brought a server down time out at the same moment. Whatever their
/// handlers do, nothing of them remains: no thread, no entry, no object. Runs on default flags:
/// that the collector takes abandoned threads must not need `jdk.trackAllThreads=false`.
@Timeout(120)
class AbandonedRequestsTest {

  private static final int REQUESTS = 45_000;

  /// What a request reaches: held by its handler's stack, and by nobody else.
  private static final class Belongings {
    private final byte[] bytes = new byte[1024];
    private final ArrayBlockingQueue<String> queue = new ArrayBlockingQueue<>(1);

    void waitDeafForEver() {
      while (bytes.length > 0) {
        try {
          queue.take();
        } catch (InterruptedException deaf) {
          // goes on waiting, as the handler of the story did
        }
      }
    }

    void waitForEver() throws InterruptedException {
      queue.take();
    }
  }

  private final Answers answers = new Answers();
  private final List<WeakReference<Object>> traces = new ArrayList<>(2 * REQUESTS);

  @Test
  void handlersThatNobodyCanWakeAreProvenLeakedAndNothingOfThemRemains() throws Exception {
    assertThat(System.getProperty("jdk.trackAllThreads")).isNull();
    try (LedgerFixture f = new LedgerFixture()) {
      beginAll(f, Belongings::waitDeafForEver);
      f.pass(Duration.ofSeconds(60));
      assertThat(answers.timedOut).hasValue(REQUESTS);
      assertThat(f.ledger.overdue()).isEqualTo(REQUESTS);
      collectUntil(() -> f.ledger.sweep() >= 0 && f.ledger.live() == 0);
      assertThat(f.ledger.leaked()).isEqualTo(REQUESTS);
      assertThat(f.told.leaked).hasSize(REQUESTS);
      assertThat(f.told.leaked.get(0).stack())
          .anyMatch(frame -> frame.getMethodName().equals("waitDeafForEver"));
      assertThat(f.told.late).isEmpty();
      f.told.leaked.clear();
      collectUntil(this::nothingIsLeft);
    }
  }

  @Test
  void handlersThatHeedTheInterruptEndAtTheDeadlineAndNothingOfThemRemains() throws Exception {
    try (LedgerFixture f = new LedgerFixture()) {
      beginAll(f, Belongings::waitForEver);
      f.pass(Duration.ofSeconds(60));
      assertThat(answers.timedOut).hasValue(REQUESTS);
      assertThat(f.ledger.awaitEmpty(Duration.ofSeconds(60))).isTrue();
      assertThat(f.told.late)
          .hasSize(REQUESTS)
          .allMatch(late -> late.status() == LateOutcome.Status.ERROR);
      assertThat(f.ledger.leaked()).isZero();
      f.told.late.clear();
      collectUntil(this::nothingIsLeft);
    }
  }

  @Test
  void theClockFindsLeaksByItself() throws Exception {
    LedgerFixture.Told told = new LedgerFixture.Told();
    AtomicLong nanos = new AtomicLong();
    LedgerSettings settings =
        new LedgerSettings(
            "leaks", Duration.ofSeconds(60), nanos::get, told, 2, ByteLimits.NONE, false);
    try (Ledger ledger = Ledger.start(settings)) {
      CountDownLatch running = new CountDownLatch(1000);
      for (int i = 0; i < 1000; i++) {
        begin(ledger, Belongings::waitDeafForEver, running);
      }
      running.await();
      nanos.addAndGet(Duration.ofSeconds(60).toNanos());
      collectUntil(() -> ledger.leaked() == 1000);
      assertThat(answers.timedOut).hasValue(1000);
      assertThat(ledger.awaitEmpty(Duration.ZERO)).isTrue();
      told.leaked.clear();
      collectUntil(this::nothingIsLeft);
    }
  }

  @Test
  void aHandlerIsNotTakenWhileTheClockMayStillInterruptIt() throws Exception {
    try (LedgerFixture f = new LedgerFixture()) {
      begin(f.ledger, Belongings::waitForEver, new CountDownLatch(1));
      collectUntil(() -> true);
      assertThat(f.ledger.sweep()).isZero();
      assertThat(traces.get(0).get()).isNotNull();
      f.pass(Duration.ofSeconds(60));
      assertThat(f.ledger.awaitEmpty(Duration.ofSeconds(60))).isTrue();
      assertThat(f.told.late).hasSize(1);
    }
  }

  @Test
  void aHandlerThatSomebodyCanStillWakeIsNoLeak() throws Exception {
    try (LedgerFixture f = new LedgerFixture()) {
      LedgerFixture.Gate gate = new LedgerFixture.Gate();
      f.ledger.begin(LedgerFixture.FACTS, answers, entry -> gate.pass());
      gate.awaitArrival();
      f.pass(Duration.ofSeconds(60));
      collectUntil(() -> true);
      assertThat(f.ledger.sweep()).isZero();
      assertThat(f.ledger.overdue()).isEqualTo(1);
      gate.open();
      assertThat(f.ledger.awaitEmpty(Duration.ofSeconds(60))).isTrue();
    }
  }

  private interface Wait {
    void on(Belongings belongings) throws InterruptedException;
  }

  private void beginAll(LedgerFixture f, Wait wait) throws InterruptedException {
    CountDownLatch running = new CountDownLatch(REQUESTS);
    for (int i = 0; i < REQUESTS; i++) {
      begin(f.ledger, wait, running);
    }
    running.await();
  }

  private void begin(Ledger ledger, Wait wait, CountDownLatch running) throws InterruptedException {
    Belongings belongings = new Belongings();
    traces.add(new WeakReference<>(belongings));
    LedgerEntry entry =
        ledger.begin(
            LedgerFixture.FACTS,
            answers,
            live -> {
              running.countDown();
              wait.on(belongings);
            });
    traces.add(new WeakReference<>(entry));
    traces.add(new WeakReference<>(entry.handler().current()));
  }

  private boolean nothingIsLeft() {
    return traces.stream().allMatch(trace -> trace.refersTo(null));
  }

  /// Collects until it is so. Each collection does a round at least; the test's time limit ends it.
  private static void collectUntil(BooleanSupplier so) throws InterruptedException {
    do {
      if (Thread.interrupted()) {
        throw new InterruptedException("the collector did not take everything in time");
      }
      System.gc();
    } while (!so.getAsBoolean());
  }
}
