package dev.stopwater.watchcache;

import dev.stopwater.store.memory.MemoryStore;
import org.junit.jupiter.api.AfterEach;

/// A store with one cache over it.
abstract class CacheTest {

  final MemoryStore store = new MemoryStore();
  final Pods pods = new Pods();
  WatchCaches caches = WatchCaches.over(store, settings());
  WatchCache cache = caches.register(Pods.PREFIX, pods);

  WatchCacheSettings settings() {
    return WatchCacheSettings.defaults();
  }

  /// Caches that know nothing but the store, as after a restart of the server.
  void restart() throws Exception {
    caches.close();
    caches = WatchCaches.over(store, settings());
    cache = caches.register(Pods.PREFIX, pods);
    caches.start();
  }

  @AfterEach
  void close() {
    caches.close();
    store.close();
  }
}
