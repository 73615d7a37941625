package dev.stopwater.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a request occupies is free again exactly once, whether its handler ends or is lost.
@Timeout(30)
class HeldTest {

  private final LedgerFixture.Answers answers = new LedgerFixture.Answers();

  /// Where an agent looks at classes, as the one for coverage does, the JVM never lets go of a
  /// virtual thread that has loaded one: so another does that first.
  @BeforeAll
  static void loadClasses() throws Exception {
    Thread first = Thread.ofVirtual().start(() -> waitDeafForEver(new Object()));
    while (first.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    first.interrupt();
    Waker waker = new Waker();
    CountDownLatch waiting = new CountDownLatch(1);
    Thread second = Thread.ofVirtual().start(() -> waker.await(waiting));
    waiting.await();
    second.interrupt();
    waker.finalize();
    second.join();
    try (LedgerFixture f = new LedgerFixture()) {
      f.ledger.begin(
          LedgerFixture.FACTS, new LedgerFixture.Answers(), live -> live.hold(() -> {}).close());
      assertThat(f.ledger.awaitEmpty(Duration.ofSeconds(20))).isTrue();
    }
  }

  @Test
  void aLeakedRequestsSeatIsGivenBackByTheLedger() throws Exception {
    Semaphore seats = new Semaphore(1);
    try (LedgerFixture f = new LedgerFixture()) {
      CountDownLatch seated = new CountDownLatch(1);
      f.ledger.begin(
          LedgerFixture.FACTS,
          answers,
          live -> {
            seats.acquire();
            try (Held seat = live.hold(seats::release)) {
              seated.countDown();
              waitDeafForEver(seat);
            }
          });
      seated.await();
      f.pass(Duration.ofSeconds(60));
      assertThat(seats.availablePermits()).isZero();
      collectUntil(f.ledger, () -> f.ledger.leaked() > 0);
      assertThat(seats.availablePermits()).isOne();
    }
  }

  @Test
  void whatWasClosedIsNotGivenBackAgainWhenTheRequestLeaksLater() throws Exception {
    List<String> givenBack = new ArrayList<>();
    Runnable giveOuter = () -> givenBack.add("outer");
    Runnable giveInner = () -> givenBack.add("inner");
    try (LedgerFixture f = new LedgerFixture()) {
      CountDownLatch closed = new CountDownLatch(1);
      f.ledger.begin(
          LedgerFixture.FACTS,
          answers,
          live -> {
            Held outer = live.hold(giveOuter);
            Held inner = live.hold(giveInner);
            outer.close();
            closed.countDown();
            waitDeafForEver(inner);
          });
      closed.await();
      f.pass(Duration.ofSeconds(60));
      collectUntil(f.ledger, () -> f.ledger.leaked() > 0);
      assertThat(givenBack).containsExactly("outer", "inner");
    }
  }

  @Test
  void aFinalizerThatWakesTheHandlerIsNotTakenForALeak() throws Exception {
    try (LedgerFixture f = new LedgerFixture()) {
      CountDownLatch waiting = new CountDownLatch(1);
      f.ledger.begin(LedgerFixture.FACTS, answers, live -> new Waker().await(waiting));
      waiting.await();
      f.pass(Duration.ofSeconds(60));
      collectUntil(f.ledger, () -> !f.told.late.isEmpty());
      assertThat(f.ledger.leaked()).isZero();
    }
  }

  /// Reachable by its waiting thread only, and yet it will be counted down.
  private static final class Waker {
    private final CountDownLatch latch = new CountDownLatch(1);

    void await(CountDownLatch waiting) {
      waiting.countDown();
      boolean done = false;
      while (!done) {
        try {
          latch.await();
          done = true;
        } catch (InterruptedException deaf) {
          // the deadline's; goes on waiting
        }
      }
    }

    @Override
    @SuppressWarnings({"deprecation", "removal"})
    protected void finalize() {
      latch.countDown();
    }
  }

  private static void collectUntil(Ledger ledger, BooleanSupplier so) throws InterruptedException {
    while (!so.getAsBoolean()) {
      ledger.collect();
      if (Thread.interrupted()) {
        throw new InterruptedException("the time is up");
      }
    }
  }

  private static void waitDeafForEver(Object kept) {
    ArrayBlockingQueue<Object> nobodys = new ArrayBlockingQueue<>(1);
    while (true) {
      try {
        nobodys.take();
      } catch (InterruptedException deaf) {
        kept.hashCode();
      }
    }
  }
}
