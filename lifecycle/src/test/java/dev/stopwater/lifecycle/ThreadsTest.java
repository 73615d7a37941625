package dev.stopwater.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ThreadsTest {

  private final SynchronousQueue<Duration> sleeps = new SynchronousQueue<>();
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final Threads threads =
      new Threads(
          sleeps::put,
          (thread, failure) -> faults.add(thread + ": " + failure),
          Duration.ofMinutes(1));

  @Test
  void aLoopTurnsOnceForEachSleepAndOutlivesAFailure() throws Exception {
    BlockingQueue<Integer> turns = new LinkedBlockingQueue<>();
    AtomicInteger turn = new AtomicInteger();
    try (threads) {
      threads.every(
          "tests-loop",
          Duration.ofSeconds(3),
          () -> {
            turns.add(turn.get());
            if (turn.getAndIncrement() == 0) {
              throw new IllegalStateException("first turn");
            }
          });
      for (int expected = 0; expected < 3; expected++) {
        assertThat(sleeps.take()).isEqualTo(Duration.ofSeconds(3));
        assertThat(turns.take()).isEqualTo(expected);
      }
      assertThat(threads.alive()).containsExactly("tests-loop");
      assertThat(Threads.living()).contains("tests-loop");
    }
    assertThat(faults).containsExactly("tests-loop: java.lang.IllegalStateException: first turn");
    assertThat(threads.alive()).isEmpty();
    assertThat(Threads.living()).doesNotContain("tests-loop");
  }

  @Test
  void aLoopCanBeClosedAlone() throws Exception {
    try (threads) {
      BlockingQueue<String> mailbox = new LinkedBlockingQueue<>();
      CountDownLatch taken = new CountDownLatch(1);
      Loop loop =
          threads.loop(
              "tests-mailbox",
              () -> {
                mailbox.take();
                taken.countDown();
              });
      mailbox.add("letter");
      taken.await();
      loop.close();
      assertThat(threads.alive()).isEmpty();
    }
  }

  @Test
  void aThreadThatItsPartStopsIsJoinedWithoutAnInterrupt() throws Exception {
    CountDownLatch stop = new CountDownLatch(1);
    List<String> seen = new CopyOnWriteArrayList<>();
    Thread writer =
        threads
            .platform("tests-writer")
            .newThread(() -> {
              try {
                stop.await();
                seen.add("stopped");
              } catch (InterruptedException e) {
                seen.add("interrupted");
              }
            });
    writer.start();
    assertThat(writer.isDaemon()).isTrue();
    stop.countDown();
    threads.close();
    assertThat(seen).containsExactly("stopped");
    assertThat(writer.isAlive()).isFalse();
  }

  @Test
  void aThreadThatNobodyStoppedIsInterruptedAfterTheGrace() {
    Threads impatient =
        new Threads(
            sleeps::put, (thread, failure) -> faults.add(thread + ": " + failure), Duration.ZERO);
    Thread forgotten =
        impatient
            .platform("tests-forgotten")
            .newThread(() -> {
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                throw new IllegalStateException("stopped by force", e);
              }
            });
    forgotten.start();
    impatient.close();
    assertThat(forgotten.isAlive()).isFalse();
    assertThat(faults).singleElement().asString().contains("stopped by force");
  }

  @Test
  void nothingStartsOnceTheOwnerIsClosed() {
    threads.close();
    assertThatThrownBy(() -> threads.loop("tests-late", () -> {}))
        .isInstanceOf(IllegalStateException.class);
  }
}
