package dev.stopwater.watchcache;

import dev.stopwater.lifecycle.Bytes;
import dev.stopwater.lifecycle.Parking;
import dev.stopwater.store.Entry;
import dev.stopwater.store.StoreEvent;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// One kind in memory: its present state, its recent writes, and who watches them.
///
/// Writes come one at a time, in the order of revisions, on the store's thread. Reads take no lock:
/// the state is one immutable value behind a volatile field. Safe for any number of threads.
///
/// Lock: `lock` guards the window, the watchers, and the step from one state to the next; it is
/// held for the time of one publication or of copying a backlog's references. Under it the cache
/// calls nothing foreign but the watchers' selections, which are pure; it decodes before. The only
/// locks taken under it are those of mailboxes, by publication and by the end of all: a virtual
/// thread that reads never parks with it, so the store's thread never waits for a carrier.
public final class WatchCache {

  /// Every write of this kind up to `revision` is in the tree.
  private record State(Tree tree, long revision) {}

  private static final Event[] NOTHING = {};

  private final String prefix;
  private final Decoder decoder;
  private final WatchCacheSettings settings;
  private final LongSupplier published; // the newest revision that all caches have passed
  private final AtomicLong cut = new AtomicLong();

  private final ReentrantLock lock = new ReentrantLock();
  private final Watchers watchers = new Watchers(); // guarded by lock
  private @Nullable Window window; // guarded by lock; null until filled
  private volatile @Nullable State state; // written under lock; null until filled
  private volatile boolean live; // nothing that came while it was filled is left to apply
  private volatile @Nullable RuntimeException failure; // written under lock
  private boolean stopped; // guarded by lock

  WatchCache(String prefix, Decoder decoder, WatchCacheSettings settings, LongSupplier published) {
    this.prefix = prefix;
    this.decoder = decoder;
    this.settings = settings;
    this.published = published;
  }

  public String prefix() {
    return prefix;
  }

  /// The object as it is now, or null if there is none.
  ///
  /// @param key below the prefix: `namespace/name` or `name`
  /// @throws IllegalStateException the cache is not filled yet, or has failed
  public @Nullable Item find(String key) {
    return state().tree().find(key);
  }

  /// All objects as they are now, at least at [WatchCaches#revision].
  ///
  /// @throws IllegalStateException the cache is not filled yet, or has failed
  public Snapshot snapshot() {
    long atLeast = published.getAsLong(); // before the look at the state, which is not older then
    State now = state();
    return new Snapshot(now.tree(), Math.max(atLeast, now.revision()));
  }

  /// All objects as they were at a revision.
  ///
  /// @throws ExpiredException the window no longer reaches back so far
  /// @throws IllegalArgumentException the revision is still to come: compare with
  ///   [WatchCaches#revision] first
  public Snapshot snapshotAt(long revision) throws ExpiredException {
    if (revision > snapshot().revision()) {
      throw new IllegalArgumentException("revision " + revision + " is still to come");
    }
    lock.lock();
    try {
      return new Snapshot(window().at(revision), revision);
    } finally {
      lock.unlock();
    }
  }

  /// Opens a watch, which must be closed. It misses nothing after its start, whenever it is read.
  /// After a revision that is still to come, it begins with the first later one.
  ///
  /// @throws ExpiredException the window no longer reaches back to the start
  /// @throws IllegalStateException the cache is not filled yet, has failed or was closed
  public Watcher watch(WatchRequest request) throws ExpiredException {
    return watch(request, Bytes.UNCOUNTED, Parking.TIMED);
  }

  /// The same for a client.
  ///
  /// @param held is told of the events that wait for it
  /// @param parking how its reader waits for more
  public Watcher watch(WatchRequest request, Bytes held, Parking parking) throws ExpiredException {
    Watcher watcher =
        switch (request.start()) {
          case WatchRequest.Start.After(long revision) ->
              new Watcher(this, request, settings, revision, null, held, parking);
          case WatchRequest.Start.Present present -> {
            Snapshot now = snapshot();
            yield new Watcher(
                this, request, settings, now.revision(), initial(now, request), held, parking);
          }
        };
    lock.lock();
    try {
      if (stopped) {
        throw new IllegalStateException("the cache of " + prefix + " was closed");
      }
      state();
      if (request.start() instanceof WatchRequest.Start.After) {
        resume(watcher); // fails now if it ever does
      }
      watchers.open(watcher);
    } finally {
      lock.unlock();
    }
    return watcher;
  }

  private static Iterator<Item> initial(Snapshot now, WatchRequest request) {
    String within = request.namespace().isEmpty() ? "" : request.namespace() + "/" + request.name();
    return now.items("", within);
  }

  /// How many watches are open: neither closed nor cut off.
  public int watchers() {
    lock.lock();
    try {
      return watchers.count();
    } finally {
      lock.unlock();
    }
  }

  /// How many watchers were ever cut off because they were too slow.
  public long cutWatchers() {
    return cut.get();
  }

  /// The newest revision that all caches have passed.
  long published() {
    return published.getAsLong();
  }

  /// Gives a watcher the next writes of its backlog. On the reader's thread.
  void catchUp(Watcher watcher) {
    if (!resumed(watcher)) {
      cut.incrementAndGet();
      watcher.end(Watcher.End.TOO_SLOW);
    }
  }

  private boolean resumed(Watcher watcher) {
    lock.lock();
    try {
      if (watchers.isOpen(watcher)) {
        resume(watcher);
      } else {
        watcher.resume(NOTHING, true); // its farewell is on the way: it waits for that
      }
      return true;
    } catch (ExpiredException e) {
      watchers.remove(watcher);
      return false;
    } finally {
      lock.unlock();
    }
  }

  private void resume(Watcher watcher) throws ExpiredException {
    Event[] writes = window().after(watcher.position());
    boolean caughtUp = writes.length <= settings.mailboxEvents();
    watcher.resume(writes, caughtUp);
    if (caughtUp) {
      watchers.attach(watcher);
    }
  }

  void close(Watcher watcher) {
    lock.lock();
    try {
      watchers.remove(watcher);
    } finally {
      lock.unlock();
    }
    watcher.end(Watcher.End.CLOSED);
  }

  /// Ends all watches; later ones are refused. Reads go on.
  void stop() {
    lock.lock();
    try {
      stopped = true;
      endAll(Watcher.End.STOPPED);
    } finally {
      lock.unlock();
    }
  }

  // Under the lock: a reader that finds its mailbox empty and open must be able to trust that.
  private void endAll(Watcher.End reason) {
    for (Watcher watcher : watchers.all()) {
      watchers.remove(watcher);
      watcher.end(reason);
    }
  }

  /// Takes what was there before the first [#apply].
  void fill(History history) {
    lock.lock();
    try {
      Window filled = new Window(settings, history.floor(), history.atFloor());
      history.events().forEach(filled::add);
      window = filled;
      state = new State(history.present(), history.revision());
    } finally {
      lock.unlock();
    }
  }

  boolean isLive() {
    return live;
  }

  /// May be read from now on.
  void goLive() {
    live = true;
  }

  /// Takes the next write of this kind: on the store's thread, or while the cache is being filled
  /// on the thread that does so. Neither waits nor throws.
  void apply(StoreEvent stored) {
    State before = state;
    if (before == null || failure != null) {
      return;
    }
    try {
      String key = stored.key().substring(prefix.length());
      Entry entry = stored.entry();
      Item previous = before.tree().find(key);
      Item present = entry == null ? null : decoder.decode(key, entry);
      if (previous != null || present != null) {
        Tree after = present == null ? before.tree().without(key) : before.tree().with(present);
        publish(new Event(stored.revision(), after, previous, present, decoder));
      }
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  private void publish(Event event) {
    lock.lock();
    try {
      window().add(event);
      state = new State(event.after(), event.revision());
      cut.addAndGet(watchers.publish(event));
    } finally {
      lock.unlock();
    }
  }

  /// From here on there would be a gap: end everyone, and serve no more.
  void fail(RuntimeException reason) {
    lock.lock();
    try {
      failure = reason;
      endAll(Watcher.End.FAILED);
    } finally {
      lock.unlock();
    }
  }

  Decoder decoder() {
    return decoder;
  }

  private State state() {
    RuntimeException failed = failure;
    if (failed != null) {
      throw new IllegalStateException("the cache of " + prefix + " failed", failed);
    }
    State now = state;
    if (now == null || !live) {
      throw new IllegalStateException("the cache of " + prefix + " is not filled yet");
    }
    return now;
  }

  private Window window() {
    if (window == null) {
      throw new IllegalStateException("the cache of " + prefix + " is not filled yet");
    }
    return window;
  }
}
