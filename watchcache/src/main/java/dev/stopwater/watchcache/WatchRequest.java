package dev.stopwater.watchcache;

import dev.stopwater.machinery.select.Attributes;
import java.util.function.Predicate;

/// What one client wants to see.
///
/// @param start where its events begin
/// @param namespace only objects in it; empty: in all, or cluster-scoped
/// @param name only objects of this name; empty: all
/// @param selection which of these; pure, since the cache asks it while it publishes
public record WatchRequest(
    Start start, String namespace, String name, Predicate<Attributes> selection) {

  /// Where a watch begins.
  public sealed interface Start {

    /// With the first write after a revision.
    record After(long revision) implements Start {}

    /// With every object there is now, as added; then with the writes after that.
    ///
    /// @param announceEnd whether [WatchEvent.InitialEventsEnd] stands between the two
    record Present(boolean announceEnd) implements Start {}
  }

  public static WatchRequest after(long revision) {
    return new WatchRequest(new Start.After(revision), "", "", every -> true);
  }

  public static WatchRequest fromPresent(boolean announceEnd) {
    return new WatchRequest(new Start.Present(announceEnd), "", "", every -> true);
  }

  public WatchRequest inNamespace(String only) {
    return new WatchRequest(start, only, name, selection);
  }

  public WatchRequest named(String only) {
    return new WatchRequest(start, namespace, only, selection);
  }

  public WatchRequest selecting(Predicate<Attributes> wanted) {
    return new WatchRequest(start, namespace, name, wanted);
  }

  boolean covers(Attributes object) {
    return (namespace.isEmpty() || namespace.equals(object.namespace()))
        && (name.isEmpty() || name.equals(object.name()));
  }
}
