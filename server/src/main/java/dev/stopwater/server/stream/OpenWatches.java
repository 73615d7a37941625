package dev.stopwater.server.stream;

import dev.stopwater.watchcache.Watcher;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The watches that are open now, so that a server that stops can end them cleanly: their streams
/// end as they do when their time is over. Threadsafe.
public final class OpenWatches {

  private final Set<Watcher> open = ConcurrentHashMap.newKeySet();
  private volatile boolean ended;

  /// Adds a watch; ends it at once if the server is stopping.
  public void add(Watcher watcher) {
    open.add(watcher);
    if (ended) {
      watcher.close();
    }
  }

  public void remove(Watcher watcher) {
    open.remove(watcher);
  }

  /// Ends all watches, and all that come later.
  public void endAll() {
    ended = true;
    open.forEach(Watcher::close);
  }
}
