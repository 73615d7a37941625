package dev.stopwater.watchcache;

import dev.stopwater.store.CompactedException;
import dev.stopwater.store.Entry;
import dev.stopwater.store.Store;
import dev.stopwater.store.StoreEvent;
import dev.stopwater.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// All caches over one store: its one follower, which gives each write to the cache of its prefix.
///
/// What has no cache yet is kept as the store told it, so that a kind that comes later (a
/// CustomResourceDefinition) begins with its objects and its recent writes, and misses none.
///
/// The life of a cache, as seen from here:
///
/// - *registered* before the start: nothing is known yet;
/// - *filling*: its part was taken out of the unclaimed, and is being decoded by the thread that
///   registers or starts; the store's thread lays new writes aside for it;
/// - *live*: nothing was left aside; from now on the store's thread applies writes itself.
///
/// Lock: `lock` guards what is unclaimed and laid aside, and the step from filling to live; nothing
/// foreign is called and no other lock is taken under it. Once a cache is live, its writes do not
/// take it. Never held together with a cache's own.
public final class WatchCaches implements AutoCloseable {

  private static final int PAGE = 1_000; // writes of history read at a time

  private enum Phase {
    NEW,
    STARTING,
    STARTED,
    CLOSED
  }

  /// A cache, and what came while it was being filled; null once it is live.
  private static final class Route {

    private final WatchCache cache;
    private @Nullable List<StoreEvent> aside; // guarded by lock

    Route(WatchCache cache) {
      this.cache = cache;
    }
  }

  private final Store store;
  private final WatchCacheSettings settings;

  private final ReentrantLock lock = new ReentrantLock();
  private final ConcurrentSkipListMap<String, Route> routes =
      new ConcurrentSkipListMap<>(); // written under lock
  private final Unclaimed unclaimed; // guarded by lock
  private final List<StoreEvent> early = new ArrayList<>(); // guarded by lock
  private Phase phase = Phase.NEW; // guarded by lock

  private final Published published = new Published();

  private WatchCaches(Store store, WatchCacheSettings settings) {
    this.store = store;
    this.settings = settings;
    this.unclaimed = new Unclaimed(settings);
  }

  /// Caches that know nothing until [#start].
  public static WatchCaches over(Store store, WatchCacheSettings settings) {
    return new WatchCaches(store, settings);
  }

  /// Adds the cache of a kind. Before [#start] has returned it can be registered but not read;
  /// later it is filled when this returns, and misses no write however many are under way.
  ///
  /// @param prefix `/registry/pods/`; no prefix of another cache's prefix, nor the other way round
  /// @throws IllegalArgumentException if it is one, or has a cache already
  /// @throws RuntimeException what the decoder threw; the cache then serves nothing
  public WatchCache register(String prefix, Decoder decoder) {
    Route route = new Route(new WatchCache(prefix, decoder, settings, published::newest));
    boolean fillNow;
    lock.lock();
    try {
      refuseOverlap(prefix);
      routes.put(prefix, route);
      fillNow = phase == Phase.STARTED;
    } finally {
      lock.unlock();
    }
    if (fillNow) {
      fill(route);
    }
    return route.cache;
  }

  private void refuseOverlap(String prefix) {
    Map.Entry<String, Route> before = routes.floorEntry(prefix);
    Map.Entry<String, Route> after = routes.ceilingEntry(prefix);
    if ((before != null && prefix.startsWith(before.getKey()))
        || (after != null && after.getKey().startsWith(prefix))) {
      throw new IllegalArgumentException("the keys of " + prefix + " have a cache already");
    }
  }

  /// Reads the store's entries and recent history, and follows it from there. All registered caches
  /// are filled when this returns. Once only.
  ///
  /// @throws StoreException the store could not be read
  /// @throws RuntimeException what a decoder threw
  public void start() throws StoreException {
    beginStarting();
    List<Entry> present = new ArrayList<>();
    long head = store.follow(present::add, this::committed);
    readHistory(head);
    List<Route> registered = begin(present);
    published.advance(head);
    for (Route route : registered) {
      fill(route);
    }
  }

  private void beginStarting() {
    lock.lock();
    try {
      if (phase != Phase.NEW) {
        throw new IllegalStateException("the caches were started or closed before");
      }
      phase = Phase.STARTING;
    } finally {
      lock.unlock();
    }
  }

  private void readHistory(long head) throws StoreException {
    long after = Math.max(store.compacted(), head - settings.windowEvents());
    while (true) {
      try {
        readHistory(after, head);
        return;
      } catch (CompactedException e) {
        after = e.compacted(); // it was compacted meanwhile
      }
    }
  }

  private void readHistory(long after, long head) throws StoreException {
    long from = Math.max(0, after);
    beginAt(from);
    while (from < head) {
      List<StoreEvent> page = store.history(from, PAGE);
      if (page.isEmpty()) {
        return;
      }
      remember(page, head);
      from = page.getLast().revision();
    }
  }

  private void beginAt(long from) {
    lock.lock();
    try {
      unclaimed.beginAt(from);
    } finally {
      lock.unlock();
    }
  }

  private void remember(List<StoreEvent> page, long head) {
    lock.lock();
    try {
      page.stream().filter(event -> event.revision() <= head).forEach(unclaimed::remember);
    } finally {
      lock.unlock();
    }
  }

  /// The unclaimed are complete: what comes now is added to them.
  private List<Route> begin(List<Entry> present) {
    lock.lock();
    try {
      present.forEach(unclaimed::put);
      early.forEach(unclaimed::apply);
      early.clear();
      if (phase == Phase.STARTING) {
        phase = Phase.STARTED;
      }
      return List.copyOf(routes.values());
    } finally {
      lock.unlock();
    }
  }

  private void fill(Route route) {
    WatchCache cache = route.cache;
    Unclaimed.Claim claim = claim(route);
    try {
      cache.fill(History.decoded(claim, cache.prefix(), cache.decoder()));
    } catch (RuntimeException e) {
      cache.fail(e);
      throw e;
    } finally {
      catchUp(route);
    }
  }

  private Unclaimed.Claim claim(Route route) {
    lock.lock();
    try {
      route.aside = new ArrayList<>();
      return unclaimed.claim(route.cache.prefix());
    } finally {
      lock.unlock();
    }
  }

  private void catchUp(Route route) {
    for (List<StoreEvent> late = late(route); !late.isEmpty(); late = late(route)) {
      late.forEach(route.cache::apply);
    }
  }

  /// What came meanwhile; if nothing did, the cache is live.
  private List<StoreEvent> late(Route route) {
    lock.lock();
    try {
      List<StoreEvent> late = route.aside == null ? List.of() : route.aside;
      if (late.isEmpty()) {
        route.aside = null;
        route.cache.goLive();
      } else {
        route.aside = new ArrayList<>();
      }
      return late;
    } finally {
      lock.unlock();
    }
  }

  /// On the store's thread, one write at a time.
  private void committed(StoreEvent event) {
    Route route = route(event.key());
    if (route == null || !route.cache.isLive()) {
      route = layAside(event);
    }
    if (route != null) {
      route.cache.apply(event);
    }
    published.advance(event.revision());
  }

  /// @return the route if it is live by now, and the event is not laid aside
  private @Nullable Route layAside(StoreEvent event) {
    lock.lock();
    try {
      Route route = route(event.key());
      if (route != null && route.cache.isLive()) {
        return route;
      }
      switch (phase) {
        case NEW, STARTING -> early.add(event);
        case STARTED -> {
          if (route == null || route.aside == null) {
            unclaimed.apply(event);
          } else {
            route.aside.add(event);
          }
        }
        case CLOSED -> {}
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  // Prefixes do not nest, so nothing stands between a key and the prefix that it begins with.
  private @Nullable Route route(String key) {
    Map.Entry<String, Route> candidate = routes.floorEntry(key);
    return candidate != null && key.startsWith(candidate.getKey()) ? candidate.getValue() : null;
  }

  /// The newest revision that every cache has passed: what a list of now shows at least. Never
  /// shrinks.
  public long revision() {
    return published.newest();
  }

  /// Waits until [#revision] has reached `wanted`.
  ///
  /// @return false if that took longer than `most`
  public boolean awaitRevision(long wanted, Duration most) throws InterruptedException {
    return published.await(wanted, most);
  }

  /// How many watches are open, by prefix, of the kinds that have any.
  public Map<String, Integer> watchers() {
    Map<String, Integer> counts = new HashMap<>();
    for (Route route : routes.values()) {
      int count = route.cache.watchers();
      if (count > 0) {
        counts.put(route.cache.prefix(), count);
      }
    }
    return counts;
  }

  /// Ends all watches ([Watcher.End#STOPPED]) and refuses new ones; reads go on. The store is its
  /// owner's to close.
  @Override
  public void close() {
    lock.lock();
    try {
      phase = Phase.CLOSED;
    } finally {
      lock.unlock();
    }
    routes.values().forEach(route -> route.cache.stop());
  }
}
