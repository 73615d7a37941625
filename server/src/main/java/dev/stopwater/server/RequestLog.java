package dev.stopwater.server;

import dev.stopwater.http.Exchange;
import dev.stopwater.lifecycle.RequestFacts;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.server.request.RequestContext;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One line for each request that failed on our side, or for all of them if asked. Of those whose
/// answer was taken from them, by the clock or because the client went, the ledger tells.
public final class RequestLog implements RequestPath.Observer {

  /// Where lines go: a constant text and named values in turn.
  @FunctionalInterface
  public interface Lines {
    void line(String text, Object... namesAndValues);
  }

  /// Where faults go that no request is to blame for.
  @FunctionalInterface
  public interface Faults {
    void fault(String what, Throwable failure);
  }

  private static final int EVERY_REQUEST = 3;
  private static final int FRAMES = 16; // of a stack, on one line

  private final Lines lines;
  private final int verbosity;
  private final InstantSource clock;

  public RequestLog(Lines lines, int verbosity, InstantSource clock) {
    this.lines = lines;
    this.verbosity = verbosity;
    this.clock = clock;
  }

  @Override
  public void handle(RequestContext request, Next next) throws Exception {
    Exception failure = null;
    try {
      next.handle(request);
    } catch (Exception e) {
      failure = e;
      throw e;
    } finally {
      int status = request.exchange().reply().status();
      boolean taken = failure != null && request.exchange().live().timedOut();
      if ((failure != null && !taken) || status >= 500 || verbosity >= EVERY_REQUEST) {
        line(request, status, failure);
      }
    }
  }

  /// With its stack, on one line: it is a fault of ours, unless the client went.
  private static String shown(Exception failure) {
    if (failure instanceof IOException || failure instanceof StatusException) {
      return failure.toString();
    }
    return Stream.concat(
            Stream.of(failure.toString()), Stream.of(failure.getStackTrace()).limit(FRAMES))
        .map(Object::toString)
        .collect(Collectors.joining(" < "));
  }

  private void line(
      RequestContext request, int status, @org.jspecify.annotations.Nullable Exception failure) {
    lines.line(
        failure == null ? "HTTP" : "HTTP request failed",
        "method",
        request.exchange().method(),
        "uri",
        RequestFacts.brief(uri(request.exchange())),
        "status",
        status,
        "user",
        RequestFacts.brief(request.user().name()),
        "agent",
        RequestFacts.brief(request.userAgent()),
        "from",
        request.exchange().remoteAddress(),
        "ms",
        Duration.between(request.received(), clock.instant()).toMillis(),
        "audit",
        RequestFacts.brief(request.auditId()),
        "trace",
        request.trace() == null ? "" : request.trace().id(),
        "failure",
        failure == null ? "" : shown(failure));
  }

  private static String uri(Exchange exchange) {
    String query = exchange.rawQuery();
    return query == null ? exchange.rawPath() : exchange.rawPath() + "?" + query;
  }
}
