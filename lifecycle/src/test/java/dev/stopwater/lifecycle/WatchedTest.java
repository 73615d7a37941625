package dev.stopwater.lifecycle;

import static dev.stopwater.lifecycle.LedgerFixture.FACTS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Work without a deadline is late when its time has passed, and may be proven leaked; nothing is
/// done to it.
@Timeout(60)
class WatchedTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  @Test
  void whatIsLateIsToldAsLateAndLeftInPeace() throws Exception {
    try (LedgerFixture f = new LedgerFixture()) {
      CountDownLatch begun = new CountDownLatch(1);
      CountDownLatch go = new CountDownLatch(1);
      AtomicBoolean mayAnswer = new AtomicBoolean();
      AtomicBoolean interrupted = new AtomicBoolean(true);
      f.ledger.watch(
          FACTS,
          entry -> {
            begun.countDown();
            go.await();
            entry.beginAnswer();
            mayAnswer.set(entry.claimAnswer());
            interrupted.set(Thread.currentThread().isInterrupted());
          });
      begun.await();
      f.pass(Duration.ofSeconds(61));
      assertThat(f.ledger.overdue()).isEqualTo(1);
      assertThat(f.ledger.entries())
          .singleElement()
          .satisfies(each -> assertThat(each.state()).isEqualTo(RequestState.RUNNING));
      f.ledger.collect();
      assertThat(f.ledger.leaked()).isZero();
      go.countDown();
      assertThat(f.ledger.awaitEmpty(SOON)).isTrue();
      assertThat(mayAnswer).isTrue();
      assertThat(interrupted).isFalse();
      assertThat(f.told.late).isEmpty();
      assertThat(f.told.faults).isEmpty();
    }
  }

  @Test
  void whatNobodyCanWakeIsProvenLeakedAndWhatItHeldIsGivenBack() throws Exception {
    try (LedgerFixture f = new LedgerFixture()) {
      AtomicInteger givenBack = new AtomicInteger();
      take(f.ledger, givenBack, 1); // loads what the next one uses: agents keep threads that load
      assertThat(f.ledger.awaitEmpty(SOON)).isTrue();
      take(f.ledger, givenBack, 2).await();
      f.ledger.collect();
      assertThat(f.ledger.leaked()).as("before it is late").isZero();
      f.pass(Duration.ofSeconds(61));
      do {
        f.ledger.collect();
      } while (f.ledger.leaked() == 0 && !Thread.interrupted());
      assertThat(f.ledger.live()).isZero();
      assertThat(givenBack).hasValue(1);
      assertThat(f.told.leaked.get(0).stack())
          .anyMatch(frame -> frame.getMethodName().equals("take"));
    }
  }

  /// Takes so many from a queue that nobody else has, and that has one.
  private static CountDownLatch take(Ledger ledger, AtomicInteger givenBack, int many) {
    CountDownLatch begun = new CountDownLatch(1);
    ledger.watch(
        FACTS,
        entry -> {
          entry.hold(givenBack::incrementAndGet);
          ArrayBlockingQueue<String> queue = new ArrayBlockingQueue<>(1);
          queue.add("one");
          queue.take();
          begun.countDown();
          for (int i = 1; i < many; i++) {
            queue.take();
          }
        });
    return begun;
  }

  @Test
  void aThreadOfSomebodyElseIsSeenWhileItWorksAndKeepsItsInterrupt() throws Exception {
    try (LedgerFixture f = new LedgerFixture()) {
      AtomicReference<Thread> seen = new AtomicReference<>();
      Thread.currentThread().interrupt();
      f.ledger.watchHere(
          FACTS, entry -> f.ledger.forEachHandler((any, thread) -> seen.set(thread)));
      assertThat(Thread.interrupted()).isTrue();
      assertThat(seen.get()).isSameAs(Thread.currentThread());
      assertThat(f.ledger.live()).isZero();
    }
  }

  @Test
  void closingTheLedgerInterruptsWhatIsWatched() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    try (LedgerFixture f = new LedgerFixture()) {
      f.ledger.watch(
          FACTS,
          entry -> {
            begun.countDown();
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException e) {
              interrupted.countDown();
            }
          });
      begun.await();
    }
    interrupted.await();
  }
}
