package dev.stopwater.noleaks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.lifecycle.Threads;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/// Tests that leave threads behind are told so; those that clean up are not.
class NoLeaksTest {

  static final CountDownLatch END = new CountDownLatch(1);

  private final StringBuilder failures = new StringBuilder();

  @AfterEach
  void letGo() {
    END.countDown();
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
        END.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Test
  void aTestThatLeavesAThreadBehindFailsAndItsStackIsShown() {
    Launcher launcher = LauncherFactory.create();
    launcher.execute(
        LauncherDiscoveryRequestBuilder.request()
            .selectors(DiscoverySelectors.selectClass(Untidy.class))
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
    assertThat(failures.toString())
        .contains("leavesAPlatformThread", "\"left-behind\"", "Untidy.linger")
        .contains("leavesALoop", "\"loop-behind\"")
        .doesNotContain("cleansUp", "endsByItselfSoon");
    assertThat(List.of(failures.toString().split("the test left threads behind"))).hasSize(3);
  }
}
