package dev.stopwater.store.memory;

import dev.stopwater.store.Change;
import dev.stopwater.store.CompactedException;
import dev.stopwater.store.Entry;
import dev.stopwater.store.Follower;
import dev.stopwater.store.KeyOrder;
import dev.stopwater.store.Outcome;
import dev.stopwater.store.Store;
import dev.stopwater.store.StoreEvent;
import dev.stopwater.store.StoreException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A store that forgets everything when it is closed.
///
/// One lock makes one order of writes; followers are called under it, on the writer's own thread.
/// The last writes are kept in a ring, so that history costs what was asked for and never grows.
public final class MemoryStore implements Store {

  /// History that is enough for the windows of the caches above.
  public static final int DEFAULT_HISTORY = 10_000;

  private final ReentrantLock lock = new ReentrantLock();

  // All below is guarded by the lock; what is volatile may be read without it.
  private final TreeMap<String, Entry> present = new TreeMap<>(KeyOrder.OF_BYTES);
  private final List<Follower> followers = new ArrayList<>();
  private final @Nullable StoreEvent[] ring;
  private volatile long head = 1;
  private volatile long compacted;
  private boolean closed;

  public MemoryStore() {
    this(DEFAULT_HISTORY);
  }

  /// @param history how many writes are kept for [#history], at least 1
  public MemoryStore(int history) {
    if (history < 1) {
      throw new IllegalArgumentException("a store keeps at least one write");
    }
    this.ring = new StoreEvent[history];
  }

  @Override
  public Outcome write(Change change) throws InterruptedException, StoreException {
    lock.lockInterruptibly();
    try {
      refuseIfClosed();
      Entry holder = present.get(change.key());
      if (holder == null && change.expected() != 0) {
        return new Outcome.Gone();
      }
      if (holder != null && holder.revision() != change.expected()) {
        return new Outcome.Outrun(holder);
      }
      return commit(new StoreEvent(change.key(), head + 1, holder, change.value()));
    } finally {
      lock.unlock();
    }
  }

  private Outcome commit(StoreEvent event) {
    Entry entry = event.entry();
    if (entry == null) {
      present.remove(event.key());
    } else {
      present.put(event.key(), entry);
    }
    remember(event);
    for (Follower follower : followers) {
      tell(follower, event);
    }
    head = event.revision();
    return new Outcome.Committed(event.revision());
  }

  private void remember(StoreEvent event) {
    int slot = slot(event.revision());
    StoreEvent oldest = ring[slot];
    if (oldest != null) {
      compacted = oldest.revision();
    }
    ring[slot] = event;
  }

  private static void tell(Follower follower, StoreEvent event) {
    try {
      follower.committed(event);
    } catch (RuntimeException broken) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, broken);
    }
  }

  /// What was stored at one moment. Never changes.
  public static final class Contents {

    private final Map<String, Entry> entries;

    private Contents(Map<String, Entry> entries) {
      this.entries = Map.copyOf(entries);
    }
  }

  /// What is stored now.
  public Contents contents() throws StoreException {
    lock.lock();
    try {
      refuseIfClosed();
      return new Contents(present);
    } finally {
      lock.unlock();
    }
  }

  /// Makes it hold what it held once, by as many writes as that takes, each with a revision of its
  /// own: followers see them as any others. Other writers wait meanwhile.
  public void putBack(Contents then) throws StoreException {
    lock.lock();
    try {
      refuseIfClosed();
      for (Entry each : List.copyOf(present.values())) {
        if (!then.entries.containsKey(each.key())) {
          commit(new StoreEvent(each.key(), head + 1, each, null));
        }
      }
      for (Entry each : then.entries.values()) {
        Entry now = present.get(each.key());
        if (now == null || !Arrays.equals(now.value(), each.value())) {
          commit(new StoreEvent(each.key(), head + 1, now, each.value()));
        }
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long head() {
    return head;
  }

  @Override
  public long follow(Consumer<Entry> present, Follower follower) throws StoreException {
    lock.lock();
    try {
      refuseIfClosed();
      this.present.values().forEach(present);
      followers.add(follower);
      return head;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<StoreEvent> history(long after, int most) throws StoreException {
    lock.lock();
    try {
      refuseIfClosed();
      if (after < compacted) {
        throw new CompactedException(compacted);
      }
      List<StoreEvent> events = new ArrayList<>();
      for (long revision = afterFirst(after);
          revision <= head && events.size() < most;
          revision++) {
        StoreEvent event = ring[slot(revision)];
        if (event != null) { // INVARIANT: always so, for (compacted, head]
          events.add(event);
        }
      }
      return events;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long compacted() {
    return compacted;
  }

  @Override
  public void compact(long revision) throws StoreException {
    lock.lock();
    try {
      refuseIfClosed();
      long last = Math.min(revision, head);
      for (long forgotten = afterFirst(compacted); forgotten <= last; forgotten++) {
        ring[slot(forgotten)] = null;
      }
      compacted = Math.max(compacted, last);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      followers.clear();
    } finally {
      lock.unlock();
    }
  }

  /// The next revision that has a write: the first one of all is 2, and 1 shares a slot with one
  /// that must not be touched in its name.
  private static long afterFirst(long revision) {
    return Math.max(revision, 1) + 1;
  }

  private int slot(long revision) {
    return (int) (revision % ring.length);
  }

  private void refuseIfClosed() throws StoreException {
    if (closed) {
      throw new StoreException("the store is closed", null);
    }
  }
}
