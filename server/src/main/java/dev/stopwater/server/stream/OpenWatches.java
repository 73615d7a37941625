package dev.stopwater.server.stream;

import dev.stopwater.watchcache.Watcher;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// The watches that are open now, so that a server that stops can end them cleanly: their streams
/// end as they do when their time is over. Threadsafe.
public final class OpenWatches {

  private static final long SLOWEST_PAUSE = 5_000_000; // nanoseconds between two

  private final Set<Watcher> open = ConcurrentHashMap.newKeySet();
  private final Map<Scope, Integer> scopes = new ConcurrentHashMap<>();
  private volatile boolean ended;

  /// What a watch looks at: empty namespace or name for all.
  public record Scope(String group, String resource, String namespace, String name) {

    /// For a watch that no write is held to be of interest to: no object can have this name.
    public static final String NO_NAME = "?";
  }

  /// How many watches a write would be of interest to, as far as that is known before the write: a
  /// selector that could match does.
  public int interested(Scope written) {
    String namespace = written.namespace;
    String name = written.name;
    int count = in(written, "", "");
    count += namespace.isEmpty() ? 0 : in(written, namespace, "");
    count += name.isEmpty() ? 0 : in(written, "", name);
    return count + (namespace.isEmpty() || name.isEmpty() ? 0 : in(written, namespace, name));
  }

  private int in(Scope written, String namespace, String name) {
    return scopes.getOrDefault(new Scope(written.group, written.resource, namespace, name), 0);
  }

  /// One more watch of a scope, or one fewer.
  public void count(Scope scope, int change) {
    scopes.merge(scope, change, (before, more) -> before + more == 0 ? null : before + more);
  }

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

  /// How many are open.
  public int count() {
    return open.size();
  }

  /// Ends all watches, and all that come later: at once, or no faster than in `within`, but at
  /// least 200 a second, so that their clients do not all come back at the same moment.
  public void endAll(Duration within) {
    ended = true;
    long count = Math.max(1, open.size());
    long pause = Math.min(within.toNanos() / count, SLOWEST_PAUSE);
    for (Watcher each : open) {
      each.close();
      if (pause > 0) {
        LockSupport.parkNanos(pause);
      }
    }
  }
}
