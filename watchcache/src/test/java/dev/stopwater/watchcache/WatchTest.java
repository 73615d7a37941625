package dev.stopwater.watchcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchTest extends CacheTest {

  @BeforeEach
  void start() throws Exception {
    caches.start();
  }

  private static WatchRequest red(WatchRequest request) {
    return request.selecting(Pods::red);
  }

  @Test
  void anObjectIsAddedModifiedAndDeletedInItsLastStateWithTheRevisionOfItsEnd() throws Exception {
    try (Watcher watcher = cache.watch(WatchRequest.after(1))) {
      Pods.create(store, "ns/a", "red");
      Pods.replace(store, "ns/a", 2, "blue");
      Pods.delete(store, "ns/a", 3);
      assertThat(Reading.texts(watcher))
          .containsExactly("ADDED a 2:red", "MODIFIED a 3:blue", "DELETED a 4:blue");
    }
  }

  @Test
  void enteringASelectionAddsAndLeavingItDeletesThePreviousState() throws Exception {
    try (Watcher watcher = cache.watch(red(WatchRequest.after(1)))) {
      Pods.create(store, "ns/a", "blue");
      Pods.replace(store, "ns/a", 2, "red");
      Pods.replace(store, "ns/a", 3, "red");
      Pods.replace(store, "ns/a", 4, "blue");
      Pods.replace(store, "ns/a", 5, "green");
      Pods.delete(store, "ns/a", 6);
      assertThat(Reading.texts(watcher))
          .containsExactly("ADDED a 3:red", "MODIFIED a 4:red", "DELETED a 5:red");
    }
  }

  @Test
  void aWatchFromTheHistorySeesTheSameAsOneThatWasThere() throws Exception {
    try (Watcher there = cache.watch(red(WatchRequest.after(1)))) {
      Pods.create(store, "ns/a", "blue");
      Pods.replace(store, "ns/a", 2, "red");
      Pods.create(store, "ns/b", "red");
      Pods.replace(store, "ns/a", 3, "blue");
      Pods.delete(store, "ns/b", 4);
      try (Watcher late = cache.watch(red(WatchRequest.after(1)))) {
        assertThat(Reading.texts(late)).isEqualTo(Reading.texts(there)).hasSize(4);
      }
      try (Watcher later = cache.watch(red(WatchRequest.after(4)))) {
        assertThat(Reading.texts(later)).containsExactly("DELETED a 5:red", "DELETED b 6:red");
      }
    }
  }

  @Test
  void initialEventsComeInTheOrderOfKeysThenTheirEndThenChanges() throws Exception {
    Pods.create(store, "ns/b", "red");
    Pods.create(store, "ns/a", "red");
    Pods.create(store, "ns/c", "blue");
    long newest = Pods.elsewhere(store, "x");
    try (Watcher watcher = cache.watch(red(WatchRequest.fromPresent(true)))) {
      assertThat(watcher.progress()).isZero();
      Pods.replace(store, "ns/a", 3, "blue");
      assertThat(Reading.texts(watcher))
          .containsExactly("ADDED a 3:red", "ADDED b 2:red", "END " + newest, "DELETED a 6:red");
    }
    try (Watcher watcher = cache.watch(red(WatchRequest.fromPresent(false)))) {
      assertThat(Reading.texts(watcher)).containsExactly("ADDED b 2:red");
    }
  }

  @Test
  void theEndOfNoInitialEventsIsToldToo() throws Exception {
    try (Watcher watcher = cache.watch(WatchRequest.fromPresent(true))) {
      assertThat(Reading.texts(watcher)).containsExactly("END 1");
    }
  }

  @Test
  void aWatchOfANamespaceOrANameSeesOnlyThat() throws Exception {
    try (Watcher namespace = cache.watch(WatchRequest.after(1).inNamespace("one"));
        Watcher object = cache.watch(WatchRequest.after(1).inNamespace("one").named("a"));
        Watcher name = cache.watch(WatchRequest.after(1).named("a"));
        Watcher all = cache.watch(WatchRequest.after(1))) {
      Pods.create(store, "one/a", "1");
      Pods.create(store, "one/ab", "2");
      Pods.create(store, "two/a", "3");
      Pods.create(store, "a", "4");
      assertThat(Reading.texts(namespace)).containsExactly("ADDED a 2:1", "ADDED ab 3:2");
      assertThat(Reading.texts(object)).containsExactly("ADDED a 2:1");
      assertThat(Reading.texts(name)).containsExactly("ADDED a 2:1", "ADDED a 4:3", "ADDED a 5:4");
      assertThat(Reading.all(all)).hasSize(4);
    }
    sameFromHistoryAndPresent();
  }

  private void sameFromHistoryAndPresent() throws Exception {
    WatchRequest.Start[] starts = {
      new WatchRequest.Start.After(1), new WatchRequest.Start.Present(false)
    };
    for (WatchRequest.Start start : starts) {
      WatchRequest request = new WatchRequest(start, "one", "a", every -> true);
      try (Watcher object = cache.watch(request)) {
        assertThat(Reading.texts(object)).containsExactly("ADDED a 2:1");
      }
      try (Watcher namespace = cache.watch(request.named(""))) {
        assertThat(Reading.texts(namespace)).containsExactly("ADDED a 2:1", "ADDED ab 3:2");
      }
    }
  }

  @Test
  void aDeletedStateIsSplicedOnceForAllWatchers() throws Exception {
    try (Watcher one = cache.watch(WatchRequest.after(1));
        Watcher other = cache.watch(WatchRequest.after(1))) {
      Pods.create(store, "ns/a", "red");
      Pods.delete(store, "ns/a", 2);
      assertThat(pods.splices).hasValue(0);
      WatchEvent.Changed seen = (WatchEvent.Changed) Reading.all(one).get(1);
      WatchEvent.Changed alsoSeen = (WatchEvent.Changed) Reading.all(other).get(1);
      assertThat(seen).isSameAs(alsoSeen);
      assertThat(seen.json()).isSameAs(alsoSeen.json());
      assertThat(pods.splices).hasValue(1);
    }
  }

  @Test
  void aBookmarkIsSafeOnlyForWhatWasRead() throws Exception {
    try (Watcher watcher = cache.watch(red(WatchRequest.after(1)))) {
      assertThat(watcher.progress()).isEqualTo(1);
      Pods.create(store, "ns/a", "red");
      Pods.create(store, "ns/b", "blue");
      Pods.create(store, "ns/c", "red");
      long newest = Pods.elsewhere(store, "x");
      assertThat(watcher.progress()).isEqualTo(1);
      watcher.next(Duration.ZERO);
      assertThat(watcher.progress()).isEqualTo(2);
      watcher.next(Duration.ZERO);
      assertThat(watcher.progress()).isEqualTo(newest);
    }
  }

  @Test
  void aWatchAfterARevisionToComeBeginsThere() throws Exception {
    try (Watcher watcher = cache.watch(WatchRequest.after(3))) {
      Pods.create(store, "ns/a", "1");
      Pods.create(store, "ns/b", "2");
      Pods.create(store, "ns/c", "3");
      assertThat(Reading.texts(watcher)).containsExactly("ADDED c 4:3");
    }
  }

  @Test
  void aWatchGoesOnAcrossARestart() throws Exception {
    Pods.create(store, "ns/a", "blue");
    Pods.replace(store, "ns/a", 2, "red");
    Pods.create(store, "ns/b", "red");
    Pods.delete(store, "ns/b", 4);
    Pods.replace(store, "ns/a", 3, "blue");
    restart();
    Pods.create(store, "ns/c", "red");
    try (Watcher watcher = cache.watch(red(WatchRequest.after(2)))) {
      assertThat(Reading.texts(watcher))
          .containsExactly(
              "ADDED a 3:red",
              "ADDED b 4:red",
              "DELETED b 5:red",
              "DELETED a 6:red",
              "ADDED c 7:red");
    }
  }

  @Test
  void whatTheStoreHasForgottenIsExpiredAfterARestart() throws Exception {
    for (int i = 0; i < 5; i++) {
      Pods.create(store, "ns/" + i, "red");
    }
    store.compact(4);
    restart();
    assertThatThrownBy(() -> cache.watch(WatchRequest.after(3)))
        .isInstanceOfSatisfying(
            ExpiredException.class,
            expired -> {
              assertThat(expired.requested()).isEqualTo(3);
              assertThat(expired.oldest()).isEqualTo(4);
            });
    try (Watcher watcher = cache.watch(WatchRequest.after(4))) {
      assertThat(Reading.texts(watcher)).containsExactly("ADDED 3 5:red", "ADDED 4 6:red");
    }
    assertThat(cache.watchers()).isZero();
  }
}
