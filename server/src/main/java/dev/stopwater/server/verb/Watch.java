package dev.stopwater.server.verb;

import dev.stopwater.http.Reply;
import dev.stopwater.lifecycle.LiveRequest;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.resources.definition.Definition;
import dev.stopwater.server.representation.Answers;
import dev.stopwater.server.request.RequestContext;
import dev.stopwater.server.stream.OpenWatches;
import dev.stopwater.server.stream.WatchStream;
import dev.stopwater.telemetry.WatchMetrics;
import dev.stopwater.watchcache.ExpiredException;
import dev.stopwater.watchcache.WatchRequest;
import dev.stopwater.watchcache.Watcher;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// Follows a kind (facts 5.3): events until the client's or the server's time is over.
public final class Watch implements Verb {

  private final Answers answers;
  private final Freshness freshness;
  private final Selections selections;
  private final WatchStream.Limits limits;
  private final OpenWatches open;
  private final WatchMetrics metrics;

  public Watch(
      Answers answers,
      Freshness freshness,
      Selections selections,
      WatchStream.Limits limits,
      OpenWatches open,
      WatchMetrics metrics) {
    this.answers = answers;
    this.freshness = freshness;
    this.selections = selections;
    this.limits = limits;
    this.open = open;
    this.metrics = metrics;
  }

  @Override
  public void serve(RequestContext request, Target target) throws Exception {
    if (offersWebSocket(request)) {
      endAtOnce(request);
      return;
    }
    WatchStream stream = WatchStream.negotiate(answers, request, target, limits);
    ListOptions options = ListOptions.read(request.query(), true);
    Selections.Selected selected = selections.read(request, target);
    Duration most = allotted(options);
    WatchRequest.Start start;
    try {
      start = start(options);
    } catch (StatusException e) {
      if (e.code() != 504) {
        throw e;
      }
      stream.refuse(e);
      return;
    }
    String name = target.name().isEmpty() ? selected.name() : target.name();
    WatchRequest wanted = new WatchRequest(start, target.namespace(), name, selected.predicate());
    try (Watcher watcher = watcher(request, target, wanted)) {
      request.exchange().live().onEnd(watcher::close);
      OpenWatches.Scope scope = scope(selected, target, name);
      open.add(watcher);
      open.count(scope, 1);
      try {
        Duration whole = most.plus(limits.farewell());
        stream.send(
            watcher,
            most,
            options.bookmarks(),
            series(target),
            () -> request.exchange().live().longRunning(whole));
      } finally {
        open.count(scope, -1);
        open.remove(watcher);
      }
    } catch (ExpiredException e) {
      stream.refuse(
          new StatusException(
              410,
              "Expired",
              "too old resource version: " + options.resourceVersion() + " (" + e.oldest() + ")",
              null));
    }
  }

  private WatchMetrics.Series series(Target target) {
    Definition definition = target.definition();
    String scope = target.namespace().isEmpty() ? "cluster" : "namespace";
    return metrics.of(definition.group(), definition.version(), definition.resource(), scope);
  }

  private static Watcher watcher(RequestContext request, Target target, WatchRequest wanted)
      throws ExpiredException {
    LiveRequest live = request.exchange().live();
    return target.store().cache().watch(wanted, live.bytes(), live.parking());
  }

  private static boolean offersWebSocket(RequestContext request) {
    return "websocket".equalsIgnoreCase(request.exchange().header("Upgrade"));
  }

  /// The offer is not taken up (RFC 9110, 7.8), and the watch has no events: a client that wants a
  /// WebSocket waits for the end of whatever else it is answered. Those that can do without
  /// (fabric8's) then ask again without; after an error they would first try for twenty seconds.
  private static void endAtOnce(RequestContext request) throws IOException {
    request.warn("watches are not served over WebSockets: ask without Upgrade");
    Reply reply = request.exchange().reply();
    reply.status(200);
    reply.header("Content-Type", "application/json");
    reply.send(new byte[0]);
  }

  /// A write wakes the watches that could select what is written. That of one node's pods counts
  /// for nothing, as upstream's: each write is of interest to one node at most, of thousands.
  private static OpenWatches.Scope scope(Selections.Selected selected, Target target, String name) {
    return new OpenWatches.Scope(
        target.definition().group(),
        target.definition().resource(),
        target.namespace(),
        selected.node().isEmpty() ? name : OpenWatches.Scope.NO_NAME);
  }

  private WatchRequest.Start start(ListOptions options) throws InterruptedException {
    String version = options.resourceVersion();
    boolean unset = version.isEmpty() || version.equals("0");
    long revision = unset ? 0 : Freshness.parse(version);
    boolean present =
        options.sendInitialEvents() == null ? revision == 0 : options.sendInitialEvents();
    if (!present) {
      return new WatchRequest.Start.After(revision == 0 ? freshness.revision() : revision);
    }
    if (revision > 0) {
      freshness.await(revision);
    }
    boolean announced = options.sendInitialEvents() != null && options.bookmarks();
    return new WatchRequest.Start.Present(announced);
  }

  /// What the client asks for, else between once and twice the minimum, so that watches that began
  /// together do not end together.
  private Duration allotted(ListOptions options) {
    if (options.timeoutSeconds() > 0) {
      return Duration.ofSeconds(Math.min(options.timeoutSeconds(), limits.longest().toSeconds()));
    }
    double factor = 1 + ThreadLocalRandom.current().nextDouble();
    return Duration.ofMillis((long) (limits.minimum().toMillis() * factor));
  }
}
