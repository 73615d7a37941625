package dev.stopwater.store.memory;

import dev.stopwater.store.Store;
import dev.stopwater.store.testkit.StoreContract;

class MemoryStoreTest extends StoreContract {

  @Override
  protected Store open(int history) {
    return new MemoryStore(history);
  }

  @Override
  protected int histories() {
    return 400;
  }
}
