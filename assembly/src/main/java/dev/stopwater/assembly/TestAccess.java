package dev.stopwater.assembly;

import dev.stopwater.lifecycle.Ledger;
import dev.stopwater.lifecycle.Threads;
import dev.stopwater.store.StoreException;
import dev.stopwater.store.memory.MemoryStore;
import java.util.ArrayList;
import java.util.List;

/// What a test may do to a server without asking it over HTTP. Any thread, but one [#putBack] at a
/// time.
public final class TestAccess {

  private final MemoryStore store;
  private final Wiring wiring;
  private final Ledger ledger;
  private final Threads threads;

  TestAccess(MemoryStore store, Wiring wiring, Ledger ledger, Threads threads) {
    this.store = store;
    this.wiring = wiring;
    this.ledger = ledger;
    this.threads = threads;
  }

  /// All objects as they were at one moment.
  public static final class Contents {

    private final MemoryStore.Contents stored;

    private Contents(MemoryStore.Contents stored) {
      this.stored = stored;
    }
  }

  /// All objects as they are now.
  public Contents contents() {
    try {
      return new Contents(store.contents());
    } catch (StoreException e) {
      throw new IllegalStateException("the server was stopped", e);
    }
  }

  /// Makes all objects what they were. Watches go on, and see what is deleted, changed and made for
  /// it as they see any write: resource versions grow, and no client is wrong about anything.
  public void putBack(Contents then) {
    try {
      store.putBack(then.stored);
      wiring.learnAnew();
    } catch (StoreException e) {
      throw new IllegalStateException("the server was stopped", e);
    }
  }

  /// Makes a namespace, unless it exists.
  public void namespace(String name) throws InterruptedException {
    wiring.namespace(name);
  }

  /// What of the server is still there, a word for each request and thread; nothing once it was
  /// closed.
  public List<String> left() {
    List<String> left = new ArrayList<>(threads.alive());
    ledger.entries().forEach(each -> left.add(each.facts().method() + " " + each.facts().uri()));
    return left;
  }
}
