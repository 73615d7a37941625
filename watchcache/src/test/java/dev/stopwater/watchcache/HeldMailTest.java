package dev.stopwater.watchcache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.lifecycle.Bytes;
import dev.stopwater.lifecycle.Parking;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What waits for a client is counted as held by its request.
class HeldMailTest {

  private static final int BIG = 100_000;
  private static final WatchCacheSettings SETTINGS =
      new WatchCacheSettings(100, 32L << 20, 50, 16L << 20);

  private final Counted counted = new Counted();
  private final Mailbox mailbox = new Mailbox(SETTINGS, counted, Parking.TIMED);

  private static final class Counted implements Bytes {
    private long held;
    private long most = Long.MAX_VALUE;

    @Override
    public void take(long bytes) {
      throw new AssertionError("a mailbox is filled under locks");
    }

    @Override
    public boolean tryTake(long bytes) {
      if (held + bytes > most) {
        return false;
      }
      held += bytes;
      return true;
    }

    @Override
    public void give(long bytes) {
      held -= bytes;
    }
  }

  private boolean post(int bytes) {
    return mailbox.post(
        WatchEvent.Changed.to(WatchEvent.Type.ADDED, Pods.item("ns/a", 1, "x".repeat(bytes))));
  }

  @Test
  void aQuietWatchHoldsNothing() {
    assertThat(post(1_000)).isTrue();
    assertThat(counted.held).isZero();
  }

  @Test
  void whatWaitsIsHeldUntilAllOfItIsTaken() throws Exception {
    post(BIG);
    post(BIG);
    assertThat(counted.held).isBetween(BIG + 1L, 2L * BIG + 10_000);
    mailbox.take(Duration.ZERO);
    mailbox.take(Duration.ZERO);
    assertThat(counted.held).isZero();
  }

  @Test
  void whoHasNoRoomForMoreIsTooSlow() {
    counted.most = BIG;
    assertThat(post(BIG)).isTrue();
    assertThat(post(BIG)).isFalse();
    mailbox.end(Watcher.End.CLOSED);
    assertThat(mailbox.ended()).isEqualTo(Watcher.End.TOO_SLOW);
    assertThat(counted.held).isZero();
  }
}
