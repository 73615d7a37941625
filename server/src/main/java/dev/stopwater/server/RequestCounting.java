package dev.stopwater.server;

import dev.stopwater.http.Reply;
import dev.stopwater.lifecycle.Held;
import dev.stopwater.server.request.RequestContext;
import dev.stopwater.server.request.RequestInfo;
import dev.stopwater.telemetry.RequestMetrics;
import dev.stopwater.telemetry.RequestMetrics.Labels;
import dev.stopwater.telemetry.RoadMetrics;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/// Counts what becomes of requests, on their own threads.
public final class RequestCounting implements RequestPath.Observer {

  private static final Set<String> WRITES =
      Set.of("create", "update", "patch", "delete", "deletecollection");

  private final RequestMetrics metrics;
  private final RoadMetrics road;
  private final RequestPath.Observer inner;
  private final RequestLabels labels;
  private final InstantSource clock;

  /// @param inner sees the request too, inside
  public RequestCounting(
      RequestMetrics metrics,
      RoadMetrics road,
      RequestPath.Observer inner,
      RequestLabels labels,
      InstantSource clock) {
    this.metrics = metrics;
    this.road = road;
    this.inner = inner;
    this.labels = labels;
    this.clock = clock;
  }

  @Override
  public void handle(RequestContext request, Next next) throws Exception {
    RequestInfo info = request.info();
    Labels counted = labels.of(request);
    boolean longRunning = info.longRunning();
    open(counted, info, longRunning, 1);
    Held open = request.exchange().live().hold(() -> open(counted, info, longRunning, -1));
    try {
      inner.handle(request, next);
    } finally {
      open.close();
      finished(request, counted);
    }
  }

  private void finished(RequestContext request, Labels counted) {
    Duration taken = Duration.between(request.received(), clock.instant());
    Reply reply = request.exchange().reply();
    int code = reply.status() == 0 ? 200 : reply.status();
    metrics.finished(counted, code, taken.toNanos() / 1e9, request.waitedNanos() / 1e9);
    countWhatItAskedFor(request);
    if (request.refused()) {
      metrics.terminated(counted, code);
    }
    if (counted.verb().equals("GET") || counted.verb().equals("LIST")) {
      metrics.responded(counted, reply.written());
    }
  }

  private void countWhatItAskedFor(RequestContext request) {
    RequestInfo info = request.info();
    if (request.isDeprecated()) {
      road.deprecated(info.group(), info.version(), info.resource(), info.subresource());
    }
    if (request.bodyBytes() >= 0 && WRITES.contains(info.verb()) && labels.knows(info)) {
      road.body(
          info.group(),
          info.resource(),
          info.verb().equals("deletecollection") ? "delete_collection" : info.verb(),
          request.bodyBytes());
    }
  }

  private void open(Labels counted, RequestInfo info, boolean longRunning, int change) {
    if (longRunning) {
      metrics.longRunning(counted, change);
    } else {
      metrics.inFlight(info.mutating(), change);
    }
  }

  /// `/metrics`.
  public static void serve(RequestMetrics metrics, RequestContext request) throws IOException {
    Reply reply = request.exchange().reply();
    reply.status(200);
    reply.header("Content-Type", RequestMetrics.CONTENT_TYPE);
    reply.compressible();
    reply.send(metrics.text());
  }
}
