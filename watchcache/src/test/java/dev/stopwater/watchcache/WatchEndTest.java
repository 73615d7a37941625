package dev.stopwater.watchcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchEndTest extends CacheTest {

  @Override
  WatchCacheSettings settings() {
    return new WatchCacheSettings(20, 1 << 20, 3, 10_000);
  }

  @BeforeEach
  void start() throws Exception {
    caches.start();
  }

  private void create(int from, int to) throws Exception {
    for (int i = from; i < to; i++) {
      Pods.create(store, "ns/" + i, "red");
    }
  }

  @Test
  void aClientThatLetsItsMailboxFillIsToldThatItWasTooSlowAndTheOthersAreNotHurt()
      throws Exception {
    try (Watcher slow = cache.watch(WatchRequest.after(1));
        Watcher brisk = cache.watch(WatchRequest.after(1))) {
      for (int i = 0; i < 10; i++) {
        create(i, i + 1);
        assertThat(Reading.all(brisk)).hasSize(1);
      }
      assertThat(brisk.end()).isNull();
      assertThat(cache.watchers()).isEqualTo(1);
      assertThat(slow.end()).isNull();
      assertThat(Reading.texts(slow))
          .containsExactly("ADDED 0 2:red", "ADDED 1 3:red", "ADDED 2 4:red");
      assertThat(slow.end()).isEqualTo(Watcher.End.TOO_SLOW);
      assertThat(slow.progress()).isEqualTo(4);
      assertThat(cache.cutWatchers()).isEqualTo(1);
    }
  }

  @Test
  void whatAWatcherDoesNotSelectDoesNotFillItsMailbox() throws Exception {
    try (Watcher watcher = cache.watch(WatchRequest.after(1).selecting(object -> false))) {
      create(0, 10);
      assertThat(Reading.all(watcher)).isEmpty();
      assertThat(watcher.end()).isNull();
      assertThat(watcher.progress()).isEqualTo(11);
    }
  }

  @Test
  void heavyEventsFillAMailboxSoonerButOneAloneAlwaysFits() throws Exception {
    try (Watcher watcher = cache.watch(WatchRequest.after(1))) {
      Pods.create(store, "ns/a", "x".repeat(20_000));
      Pods.create(store, "ns/b", "x");
      assertThat(Reading.all(watcher)).hasSize(1);
      assertThat(watcher.end()).isEqualTo(Watcher.End.TOO_SLOW);
    }
  }

  @Test
  void aLongBacklogDoesNotCountAsSlowness() throws Exception {
    create(0, 20);
    try (Watcher watcher = cache.watch(WatchRequest.after(1))) {
      assertThat(watcher.next(Duration.ZERO)).isNotNull();
      create(20, 30);
      assertThat(Reading.all(watcher)).hasSize(29);
      assertThat(watcher.end()).isNull();
      create(30, 32);
      assertThat(Reading.all(watcher)).hasSize(2);
    }
  }

  @Test
  void whoWalksItsInitialEventsMayTakeAsLongAsTheWindowLasts() throws Exception {
    create(0, 5);
    try (Watcher patient = cache.watch(WatchRequest.fromPresent(true))) {
      patient.next(Duration.ZERO);
      create(5, 25);
      assertThat(Reading.all(patient)).hasSize(4 + 1 + 20);
    }
    try (Watcher tooLong = cache.watch(WatchRequest.fromPresent(true))) {
      tooLong.next(Duration.ZERO);
      create(25, 46);
      assertThat(Reading.all(tooLong)).hasSize(24 + 1);
      assertThat(tooLong.end()).isEqualTo(Watcher.End.TOO_SLOW);
    }
    assertThat(cache.watchers()).isZero();
  }

  @Test
  void theWindowDecidesHowFarBackAWatchMayBegin() throws Exception {
    create(0, 25);
    assertThatThrownBy(() -> cache.watch(WatchRequest.after(5)))
        .isInstanceOfSatisfying(
            ExpiredException.class, expired -> assertThat(expired.oldest()).isEqualTo(6));
    try (Watcher watcher = cache.watch(WatchRequest.after(6))) {
      assertThat(Reading.all(watcher)).hasSize(20);
    }
  }

  @Test
  void closingWakesTheReaderAndForgetsWhatWasNotRead() throws Exception {
    Watcher watcher = cache.watch(WatchRequest.after(1));
    Thread reader = Thread.ofVirtual().unstarted(() -> drain(watcher));
    reader.start();
    create(0, 1);
    watcher.close();
    reader.join();
    assertThat(watcher.next(Duration.ofMinutes(1))).isNull();
    assertThat(watcher.end()).isEqualTo(Watcher.End.CLOSED);
  }

  private static void drain(Watcher watcher) {
    try {
      while (watcher.end() == null) {
        watcher.next(Duration.ofMinutes(1));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void closingTheCachesEndsAllWatchesInEveryPhase() throws Exception {
    create(0, 10);
    Watcher initial = cache.watch(WatchRequest.fromPresent(true));
    Watcher backlog = cache.watch(WatchRequest.after(2));
    Watcher attached = cache.watch(WatchRequest.after(11));
    initial.next(Duration.ZERO);
    backlog.next(Duration.ZERO);
    create(10, 11);
    assertThat(caches.watchers()).containsEntry(Pods.PREFIX, 3);
    caches.close();
    for (Watcher watcher : new Watcher[] {initial, backlog, attached}) {
      assertThat(watcher.next(Duration.ofMinutes(1))).isNull();
      assertThat(watcher.end()).isEqualTo(Watcher.End.STOPPED);
    }
    assertThat(caches.watchers()).isEmpty();
    assertThatThrownBy(() -> cache.watch(WatchRequest.after(11)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void closedWatchersLeaveNothingBehind() throws Exception {
    create(0, 5);
    WeakReference<Watcher> attached = opened(WatchRequest.after(5).inNamespace("ns"));
    WeakReference<Watcher> behind = opened(WatchRequest.after(1));
    WeakReference<Watcher> initial = opened(WatchRequest.fromPresent(true));
    assertThat(cache.watchers()).isZero();
    create(5, 10);
    for (WeakReference<Watcher> gone : java.util.List.of(attached, behind, initial)) {
      for (int i = 0; i < 50 && gone.get() != null; i++) {
        System.gc();
      }
      assertThat(gone.get()).isNull();
    }
  }

  private WeakReference<Watcher> opened(WatchRequest request) throws Exception {
    try (Watcher watcher = cache.watch(request)) {
      watcher.next(Duration.ZERO);
      return new WeakReference<>(watcher);
    }
  }

  @Test
  void anObjectThatCannotBeDecodedStopsItsCacheAloudRatherThanLeavingAGap() throws Exception {
    try (Watcher watcher = cache.watch(WatchRequest.after(1))) {
      Pods.create(store, "ns/a", "damaged");
      assertThat(watcher.next(Duration.ofMinutes(1))).isNull();
      assertThat(watcher.end()).isEqualTo(Watcher.End.FAILED);
      assertThatThrownBy(() -> cache.snapshot())
          .isInstanceOf(IllegalStateException.class)
          .hasRootCauseMessage("cannot decode ns/a");
      assertThat(caches.revision()).isEqualTo(2);
    }
  }

  @Test
  void aSelectionThatThrowsEndsOnlyItsOwnWatch() throws Exception {
    try (Watcher broken =
            cache.watch(
                WatchRequest.after(1)
                    .selecting(object -> {
                      throw new IllegalStateException("broken");
                    }));
        Watcher sound = cache.watch(WatchRequest.after(1))) {
      create(0, 1);
      assertThat(Reading.all(sound)).hasSize(1);
      assertThat(broken.end()).isEqualTo(Watcher.End.FAILED);
    }
  }
}
