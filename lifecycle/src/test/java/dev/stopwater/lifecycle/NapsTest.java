package dev.stopwater.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Waits with a deadline that the ledger's clock looks after.
@Timeout(60)
class NapsTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final long HOUR = 3600 * SECOND;

  private final AtomicLong now = new AtomicLong();
  private final Naps naps = new Naps(2, now::get);
  private final CompletableFuture<Long> left = new CompletableFuture<>();

  private static void until(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  private Thread sleeper(long nanos) {
    Thread thread = Thread.ofVirtual().start(() -> left.complete(naps.park(this, nanos)));
    until(() -> naps.asleep() == 1 && thread.getState() == Thread.State.WAITING);
    return thread;
  }

  @Test
  void whomNobodyWakesTheBellDoes() throws Exception {
    sleeper(SECOND);
    now.set(SECOND - 1);
    naps.ring(now.get());
    assertThat(left).isNotDone();
    now.set(SECOND + Wheel.TICK_NANOS);
    naps.ring(now.get());
    assertThat(left.get(1, TimeUnit.MINUTES)).isEqualTo(-Wheel.TICK_NANOS);
    assertThat(naps.asleep()).isZero();
  }

  @Test
  void whoIsWokenBeforeLearnsWhatIsLeftAndLeavesNothingFiled() throws Exception {
    Thread thread = sleeper(SECOND);
    now.set(SECOND / 4);
    LockSupport.unpark(thread);
    assertThat(left.get(1, TimeUnit.MINUTES)).isEqualTo(SECOND - SECOND / 4);
    assertThat(naps.asleep()).isZero();
  }

  @Test
  void anInterruptEndsAWaitAndStaysSet() throws Exception {
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              naps.park(this, HOUR);
              interrupted.complete(Thread.currentThread().isInterrupted());
            });
    until(() -> naps.asleep() == 1);
    thread.interrupt();
    assertThat(interrupted.get(1, TimeUnit.MINUTES)).isTrue();
    assertThat(naps.asleep()).isZero();
  }

  @Test
  void whenTheBellIsGoneAllAreWokenAndLaterWaitsHaveTimersOfTheirOwn() throws Exception {
    sleeper(HOUR);
    naps.close();
    assertThat(left.get(1, TimeUnit.MINUTES)).isEqualTo(HOUR);
    assertThat(naps.park(this, 6 * Wheel.TICK_NANOS)).isLessThanOrEqualTo(6 * Wheel.TICK_NANOS);
    assertThat(naps.asleep()).isZero();
  }

  @Test
  void aRequestThatWaitsIsWokenByTheLedgersClock() throws Exception {
    CompletableFuture<Long> ended = new CompletableFuture<>();
    try (Ledger ledger =
        Ledger.start(LedgerSettings.of("naps", Duration.ofMinutes(1), new LedgerFixture.Told()))) {
      ledger.watch(
          LedgerFixture.FACTS,
          live -> {
            long rest = Duration.ofMillis(100).toNanos();
            while (rest > 0) {
              rest = live.parking().park(this, rest);
            }
            ended.complete(rest);
          });
      assertThat(ended.get(1, TimeUnit.MINUTES)).isLessThanOrEqualTo(0);
      assertThat(ledger.awaitEmpty(Duration.ofMinutes(1))).isTrue();
    }
  }
}
