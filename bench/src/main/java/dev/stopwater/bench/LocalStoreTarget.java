package dev.stopwater.bench;

import dev.stopwater.store.Change;
import dev.stopwater.store.Outcome;
import dev.stopwater.store.StoreException;
import dev.stopwater.store.local.LocalStore;
import dev.stopwater.store.local.LocalStoreSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The product: with checksums, conditions, a follower, and compaction while it runs.
final class LocalStoreTarget implements Target {

  private final LocalStore store;
  private final Map<String, Long> revisions = new ConcurrentHashMap<>();

  LocalStoreTarget(Path directory) throws StoreException {
    store =
        LocalStore.open(
            LocalStoreSettings.of(directory, Thread.ofPlatform().name("store").factory()));
    store.follow(entry -> {}, event -> revisions.put(event.key(), event.revision()));
  }

  @Override
  public void put(String key, byte[] value) throws Exception {
    Outcome outcome = store.write(Change.replace(key, revisions.getOrDefault(key, 0L), value));
    if (!(outcome instanceof Outcome.Committed)) {
      throw new IllegalStateException("not committed: " + outcome);
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
