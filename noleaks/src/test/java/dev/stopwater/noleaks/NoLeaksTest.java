package dev.stopwater.noleaks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.lifecycle.LateOutcome;
import dev.stopwater.lifecycle.Ledger;
import dev.stopwater.lifecycle.LedgerListener;
import dev.stopwater.lifecycle.LedgerSettings;
import dev.stopwater.lifecycle.RequestFacts;
import dev.stopwater.lifecycle.RequestSnapshot;
import dev.stopwater.lifecycle.Threads;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/// Tests that leave threads behind are told so; those that clean up are not.
class NoLeaksTest {

  private static volatile CountDownLatch end = new CountDownLatch(1);

  @BeforeEach
  void begin() {
    end = new CountDownLatch(1);
  }

  @AfterEach
  void letGo() {
    end.countDown();
  }

  @NoLeaks(patienceMillis = 50)
  static class Untidy {
    @Test
    void leavesAPlatformThread() {
      Thread.ofPlatform().name("left-behind").start(Untidy::linger);
    }

    @Test
    void leavesALoop() {
      new Threads(Threads.Sleep.SYSTEM, (name, failure) -> {}, Duration.ofSeconds(1))
          .loop("loop-behind", Untidy::linger);
    }

    @Test
    void cleansUp() throws InterruptedException {
      Thread tidy = Thread.ofPlatform().name("tidy").start(() -> {});
      tidy.join();
    }

    @Test
    void endsByItselfSoon() {
      Thread.ofPlatform().name("soon").start(() -> {});
    }

    static void linger() {
      try {
        end.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @NoLeaks(patienceMillis = 50)
  static class Leaking {
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void leaksARequest() throws InterruptedException {
      Ledger ledger = ledger();
      begin(ledger, () -> new ArrayBlockingQueue<String>(1).take());
      nanos.addAndGet(Duration.ofMinutes(2).toNanos());
      ledger.tick();
    }

    @Test
    void leavesARequestOfAClosedLedger() throws InterruptedException {
      try (Ledger ledger = ledger()) {
        begin(ledger, Leaking::deaf);
      }
    }

    @Test
    void endsItsRequest() throws InterruptedException {
      try (Ledger ledger = ledger()) {
        begin(ledger, () -> new CountDownLatch(1).await());
      }
    }

    private static void deaf() {
      CountDownLatch mine = end;
      while (true) {
        try {
          mine.await();
          return;
        } catch (InterruptedException goesOn) {
          // as handlers do
        }
      }
    }

    private Ledger ledger() {
      return Ledger.start(LedgerSettings.byHand(Duration.ofMinutes(1), nanos::get, new Silent()));
    }

    private interface Body {
      void run() throws InterruptedException;
    }

    private static void begin(Ledger ledger, Body body) throws InterruptedException {
      CountDownLatch begun = new CountDownLatch(1);
      ledger
          .watch(
              new RequestFacts("GET", "/", "", "", ""),
              entry -> {
                begun.countDown();
                body.run();
              })
          .identify("planted", "", "");
      begun.await();
    }
  }

  @NoLeaks(patienceMillis = 50, plantsLeaks = true)
  static class Planting extends Leaking {}

  private static final class Silent implements LedgerListener {
    @Override
    public void late(LateOutcome outcome) {}

    @Override
    public void leaked(RequestSnapshot request) {}

    @Override
    public void fault(String what, Throwable failure) {}
  }

  @Test
  void aTestThatLeavesAThreadBehindFailsAndItsStackIsShown() {
    String failures = failures(Untidy.class);
    assertThat(failures)
        .contains("leavesAPlatformThread", "\"left-behind\"", "Untidy.linger")
        .contains("leavesALoop", "\"loop-behind\"")
        .doesNotContain("cleansUp", "endsByItselfSoon");
    assertThat(failures.split("the test left threads behind")).hasSize(3);
  }

  @Test
  void aTestThatLeaksARequestFailsAndTheStackOfTheThreadThatIsGoneIsShown() {
    failures(Leaking.class); // a JVM with an agent keeps the threads that load classes
    String failures = failures(Leaking.class);
    assertThat(failures).contains("leaksARequest", "the test leaked:", "ArrayBlockingQueue.take");
    assertThat(failures.split("the test leaked:")).hasSize(2);
    assertThat(failures)
        .contains(
            "leavesARequestOfAClosedLedger", "the test left requests behind:", "Leaking.deaf");
    assertThat(failures.split("the test left requests behind:")).hasSize(2);
    assertThat(failures).contains("\"planted\" WAITING").doesNotContain("endsItsRequest");
  }

  @Test
  void leaksThatTheTestIsAboutAreNoFault() {
    failures(Leaking.class);
    assertThat(failures(Planting.class))
        .contains("leavesARequestOfAClosedLedger")
        .doesNotContain("leaksARequest", "the test leaked:");
  }

  private static String failures(Class<?> suite) {
    StringBuilder failures = new StringBuilder();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(suite))
                .build(),
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                result
                    .getThrowable()
                    .ifPresent(
                        each -> failures.append(test.getDisplayName()).append(each).append('\n'));
              }
            });
    return failures.toString();
  }
}
