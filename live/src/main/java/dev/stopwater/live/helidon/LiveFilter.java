package dev.stopwater.live.helidon;

import dev.stopwater.lifecycle.LedgerEntry;
import dev.stopwater.lifecycle.RequestFacts;
import dev.stopwater.live.Attended;
import dev.stopwater.live.LiveProfiles;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

/// Has each request done on a virtual thread of its own, on the ledger, while the thread of
/// Helidon's connection waits. Should stand first.
///
/// ```java
/// routing.addFilter(new LiveFilter(live))
/// ```
public final class LiveFilter implements Filter {

  private final LiveProfiles live;

  public LiveFilter(LiveProfiles live) {
    this.live = live;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    FirstSend guard = new FirstSend();
    response.beforeSend(guard::pass);
    switch (attended(chain, request, guard)) {
      case Attended.Done() -> {}
      case Attended.Failed(Throwable failure) -> rethrow(failure);
      case Attended.TimedOut(boolean begun) -> refuse(response, guard, 504, begun);
      case Attended.Leaked() -> refuse(response, guard, 500, guard.hasBegun());
      case Attended.Stopped() -> throw new CloseConnectionException("the server stops");
    }
  }

  private Attended attended(FilterChain chain, RoutingRequest request, FirstSend guard) {
    String route = request.prologue().method().text() + " " + request.path().path();
    try {
      return live.attend(facts(request), entry -> proceed(chain, guard, entry, route));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Attended.Stopped();
    }
  }

  private static void proceed(FilterChain chain, FirstSend guard, LedgerEntry entry, String route) {
    entry.identify(route, "", "");
    guard.isFor(entry);
    chain.proceed();
  }

  /// The connection is closed after it, since the late handler may still read from it.
  private static void refuse(RoutingResponse response, FirstSend guard, int status, boolean begun) {
    if (begun) {
      throw new CloseConnectionException("the deadline passed while it was answered");
    }
    guard.open();
    response
        .status(status)
        .header(HeaderNames.CONNECTION.defaultCase(), "close")
        .send(status == 504 ? "The deadline has passed.\n" : "The request is lost.\n");
    throw new CloseConnectionException("a handler may still be at it");
  }

  private static void rethrow(Throwable failure) {
    switch (failure) {
      case RuntimeException escaped -> throw escaped;
      case Error escaped -> throw escaped;
      default -> throw new IllegalStateException(failure);
    }
  }

  private static RequestFacts facts(RoutingRequest request) {
    return new RequestFacts(
        request.prologue().method().text(),
        request.path().rawPath(),
        String.valueOf(request.remotePeer().address()),
        request.headers().value(HeaderNames.USER_AGENT).orElse(""),
        request.prologue().rawProtocol());
  }
}
