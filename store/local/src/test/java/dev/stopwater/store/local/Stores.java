package dev.stopwater.store.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stopwater.store.Change;
import dev.stopwater.store.Outcome;
import dev.stopwater.store.Store;
import dev.stopwater.store.StoreException;
import dev.stopwater.store.testkit.Shown;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Words for the tests of this package.
final class Stores {

  private Stores() {}

  static LocalStoreSettings settings(Path directory) {
    return LocalStoreSettings.of(directory, Thread.ofPlatform().name("store-", 0).factory());
  }

  static LocalStore open(Path directory) throws StoreException {
    return LocalStore.open(settings(directory));
  }

  static long create(Store store, String key, String value) throws Exception {
    return committed(store.write(Change.create(key, bytes(value))));
  }

  static long replace(Store store, String key, long expected, String value) throws Exception {
    return committed(store.write(Change.replace(key, expected, bytes(value))));
  }

  static long delete(Store store, String key, long expected) throws Exception {
    return committed(store.write(Change.delete(key, expected)));
  }

  static long committed(Outcome outcome) {
    if (outcome instanceof Outcome.Committed(long revision)) {
      return revision;
    }
    throw new AssertionError("not committed, but " + Shown.outcome(outcome));
  }

  static List<String> history(Store store, long after) throws StoreException {
    return store.history(after, Integer.MAX_VALUE).stream().map(Shown::event).toList();
  }

  static List<String> present(Store store) throws StoreException {
    List<String> found = new ArrayList<>();
    store.follow(entry -> found.add(Shown.entry(entry)), event -> {});
    return found;
  }

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
