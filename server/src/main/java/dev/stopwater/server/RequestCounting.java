package dev.stopwater.server;

import dev.stopwater.http.Reply;
import dev.stopwater.server.request.RequestContext;
import dev.stopwater.server.request.RequestInfo;
import dev.stopwater.telemetry.RequestMetrics;
import dev.stopwater.telemetry.RequestMetrics.Labels;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/// Counts what becomes of requests. Of a path that is not served, only the method is counted, so
/// that no client can make labels.
public final class RequestCounting implements RequestPath.Observer {

  private static final Set<String> METHODS =
      Set.of("get", "head", "post", "put", "patch", "delete", "options");

  private final RequestMetrics metrics;
  private final RequestPath.Observer inner;
  private final Predicate<RequestInfo> known;
  private final InstantSource clock;

  /// @param inner sees the request too, inside
  /// @param known whether a request's resource is served
  public RequestCounting(
      RequestMetrics metrics,
      RequestPath.Observer inner,
      Predicate<RequestInfo> known,
      InstantSource clock) {
    this.metrics = metrics;
    this.inner = inner;
    this.known = known;
    this.clock = clock;
  }

  @Override
  public void handle(RequestContext request, Next next) throws Exception {
    RequestInfo info = request.info();
    Labels labels = labels(request);
    boolean longRunning = info.longRunning();
    open(labels, info, longRunning, 1);
    try {
      inner.handle(request, next);
    } finally {
      open(labels, info, longRunning, -1);
      Duration taken = Duration.between(request.received(), clock.instant());
      int code = request.exchange().reply().status();
      metrics.finished(labels, code == 0 ? 200 : code, taken.toNanos() / 1e9);
    }
  }

  private void open(Labels labels, RequestInfo info, boolean longRunning, int change) {
    if (longRunning) {
      metrics.longRunning(labels, change);
    } else {
      metrics.inFlight(info.mutating(), change);
    }
  }

  private Labels labels(RequestContext request) {
    RequestInfo info = request.info();
    if (!info.resourceRequest() || !known.test(info)) {
      String verb = METHODS.contains(info.verb()) ? info.verb() : "other";
      String method = request.exchange().method().toLowerCase(Locale.ROOT);
      String shown = info.resourceRequest() && METHODS.contains(method) ? method : verb;
      return new Labels(shown.toUpperCase(Locale.ROOT), "", "", "", "", "", "");
    }
    return new Labels(
        verb(info.verb()),
        info.group(),
        info.version(),
        info.resource(),
        info.subresource(),
        scope(info),
        request.query().all("dryRun").contains("All") ? "All" : "");
  }

  private static String verb(String verb) {
    return switch (verb) {
      case "create" -> "POST";
      case "update" -> "PUT";
      default -> verb.toUpperCase(Locale.ROOT);
    };
  }

  private static String scope(RequestInfo info) {
    if (!info.name().isEmpty()) {
      return "resource";
    }
    return info.namespace().isEmpty() ? "cluster" : "namespace";
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
