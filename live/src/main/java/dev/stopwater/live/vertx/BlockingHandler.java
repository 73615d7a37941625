package dev.stopwater.live.vertx;

import dev.stopwater.lifecycle.Answerer;
import dev.stopwater.lifecycle.Held;
import dev.stopwater.lifecycle.LedgerEntry;
import dev.stopwater.lifecycle.RequestFacts;
import dev.stopwater.live.LiveProfiles;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Has requests handled on virtual threads of their own, on the ledger, where they may block as
/// they like; in place of `executeBlocking`, whose threads the pool holds.
///
/// ```java
/// server.requestHandler(new BlockingHandler(live, request -> …))
/// ```
///
/// The request comes paused: who wants its body asks for it, then resumes it.
public final class BlockingHandler implements Handler<HttpServerRequest> {

  private final LiveProfiles live;
  private final Handler<HttpServerRequest> handler;

  public BlockingHandler(LiveProfiles live, Handler<HttpServerRequest> handler) {
    this.live = live;
    this.handler = handler;
  }

  @Override
  public void handle(HttpServerRequest request) {
    request.pause();
    Client client = new Client(request.response());
    LedgerEntry entry = live.begin(facts(request), client, live -> serve(live, request, client));
    if (live.settings().ends()) {
      request.response().closeHandler(gone -> entry.clientGone(new IllegalStateException("gone")));
    }
  }

  private void serve(LedgerEntry entry, HttpServerRequest request, Client client) {
    entry.identify(request.method() + " " + request.path(), "", "");
    Held lost = entry.hold(() -> client.lost(entry));
    entry.onEnd(lost::close);
    try {
      handler.handle(request);
      entry.claimAnswer(); // it may end the response later, on a thread of Vert.x
    } catch (RuntimeException failure) {
      if (entry.claimAnswer()) {
        client.answer(500, "Internal Server Error");
        throw failure;
      }
    } finally {
      lost.close();
    }
  }

  /// The way to the client; does not reach the handler. The response itself sees to it that only
  /// one answer is given.
  private record Client(HttpServerResponse response) implements Answerer {

    @Override
    public void timedOut(LedgerEntry entry, boolean begun) {
      answer(504, "The deadline has passed.\n");
    }

    @Override
    public void unanswered(LedgerEntry entry, boolean begun, @Nullable Throwable failure) {
      answer(500, "Internal Server Error\n");
    }

    void lost(LedgerEntry entry) {
      if (entry.claimAnswer()) {
        answer(500, "The request is lost.\n");
      }
    }

    void answer(int status, String text) {
      if (response.ended()) {
        return;
      }
      try {
        response.setStatusCode(status).end(text);
      } catch (IllegalStateException begun) {
        response.reset();
      }
    }
  }

  private static RequestFacts facts(HttpServerRequest request) {
    return new RequestFacts(
        request.method().name(),
        request.uri(),
        String.valueOf(request.remoteAddress()),
        Objects.requireNonNullElse(request.getHeader("User-Agent"), ""),
        request.version().alpnName());
  }
}
