package dev.stopwater.store.local;

import dev.stopwater.store.Store;
import dev.stopwater.store.testkit.StoreContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class LocalStoreContractTest extends StoreContract {

  @TempDir Path temporary;

  private final Map<Store, LocalStoreSettings> opened = new HashMap<>();

  @Override
  protected Store open(int history) throws Exception {
    Path directory = Files.createTempDirectory(temporary, "store");
    return open(
        LocalStoreSettings.of(directory, Thread.ofPlatform().name("store-", 0).factory())
            .withHistory(history));
  }

  @Override
  protected Store reopen(Store store) throws Exception {
    store.close();
    return open(opened.get(store));
  }

  @Override
  protected int histories() {
    return 10;
  }

  private Store open(LocalStoreSettings settings) throws Exception {
    Store store = LocalStore.open(settings);
    opened.put(store, settings);
    return store;
  }
}
