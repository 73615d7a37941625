package dev.stopwater.watchcache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopwater.store.Change;
import dev.stopwater.store.Outcome;
import dev.stopwater.store.StoreException;
import dev.stopwater.store.memory.MemoryStore;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RegistrationTest {

  private static final int KINDS = 40;
  private static final int WRITES = 8_000;

  private final MemoryStore store = new MemoryStore();
  private final WatchCaches caches = WatchCaches.over(store, WatchCacheSettings.defaults());

  @Test
  void aKindThatComesLaterHasItsObjectsAndItsHistory() throws Exception {
    Pods.create(store, "ns/a", "red");
    caches.start();
    Pods.create(store, "ns/b", "red");
    Pods.delete(store, "ns/a", 2);
    WatchCache cache = caches.register(Pods.PREFIX, new Pods());
    Pods.create(store, "ns/c", "red");
    assertThat(Reading.keys(cache.snapshot(), "")).containsExactly("ns/b", "ns/c");
    assertThat(Reading.keys(cache.snapshotAt(3), "")).containsExactly("ns/a", "ns/b");
    try (Watcher watcher = cache.watch(WatchRequest.after(1))) {
      assertThat(Reading.texts(watcher))
          .containsExactly("ADDED a 2:red", "ADDED b 3:red", "DELETED a 4:red", "ADDED c 5:red");
    }
  }

  @Test
  void keysThatBelongToAnotherCacheAreRefused() {
    caches.register("/registry/a/b/", new Pods());
    for (String taken : new String[] {"/registry/a/b/", "/registry/a/", "/registry/a/b/c/"}) {
      assertThatThrownBy(() -> caches.register(taken, new Pods()))
          .isInstanceOf(IllegalArgumentException.class);
    }
    caches.register("/registry/a/b-c/", new Pods());
  }

  @Test
  void aStoredObjectThatCannotBeDecodedFailsTheStart() throws Exception {
    Pods.create(store, "ns/a", "damaged");
    WatchCache cache = caches.register(Pods.PREFIX, new Pods());
    assertThatThrownBy(caches::start).hasMessage("cannot decode ns/a");
    assertThatThrownBy(cache::snapshot).isInstanceOf(IllegalStateException.class);
  }

  @Test
  @Timeout(120)
  void aCacheThatIsRegisteredWhileWritesRunLosesNone() throws Exception {
    caches.start();
    Semaphore writes = new Semaphore(0);
    Thread writer = Thread.ofVirtual().start(() -> writeEverywhere(writes));
    WatchCache[] registered = new WatchCache[KINDS];
    for (int i = 0; i < KINDS; i++) {
      writes.release(WRITES / KINDS); // which run while the kind is registered
      registered[i] = caches.register(prefix(i), new Pods());
    }
    writer.join();
    for (WatchCache cache : registered) {
      assertThat(cache.snapshot().size()).isEqualTo(WRITES / KINDS);
      seesAll(cache);
    }
    caches.close();
  }

  /// Writes objects of all kinds in turn.
  private void writeEverywhere(Semaphore writes) {
    try {
      for (int i = 0; i < WRITES; i++) {
        writes.acquire();
        Change change = Change.create(prefix(i % KINDS) + "ns/" + i, "red".getBytes(UTF_8));
        assertThat(store.write(change)).isInstanceOf(Outcome.Committed.class);
      }
    } catch (InterruptedException | StoreException e) {
      throw new IllegalStateException(e);
    }
  }

  private void seesAll(WatchCache cache) throws Exception {
    try (Watcher watcher = cache.watch(WatchRequest.after(1))) {
      for (var stored : store.history(1, 100_000)) {
        if (stored.key().startsWith(cache.prefix())) {
          WatchEvent event = watcher.next(Duration.ZERO);
          assertThat(event).isNotNull();
          assertThat(event.revision()).isEqualTo(stored.revision());
        }
      }
      assertThat(Reading.all(watcher)).isEmpty();
    }
  }

  private static String prefix(int kind) {
    return "/registry/kind" + kind + "/";
  }
}
