package dev.stopwater.live.jetty;

import dev.stopwater.lifecycle.Answerer;
import dev.stopwater.lifecycle.Held;
import dev.stopwater.lifecycle.LedgerEntry;
import dev.stopwater.lifecycle.RequestFacts;
import dev.stopwater.live.LiveProfiles;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// One request of Jetty's on the ledger: its handler, and all others that may complete it.
final class LiveExchange {

  private final Handler next;
  private final Client client;

  LiveExchange(Handler next, Request request, Response response, Callback callback) {
    this.next = next;
    this.client = new Client(request, response, callback, new AtomicBoolean());
  }

  void begin(LiveProfiles live) {
    LedgerEntry entry = live.begin(facts(client.request), client, this::serve);
    if (live.settings().ends()) {
      client.request.addFailureListener(entry::clientGone);
    }
  }

  /// The way to the client, for whoever has won the right to answer. Does not reach the handler.
  private record Client(
      Request request, Response response, Callback callback, AtomicBoolean answered)
      implements Answerer {

    @Override
    public void timedOut(LedgerEntry entry, boolean begun) {
      answered.set(true);
      if (begun) {
        callback.failed(new TimeoutException("the deadline passed while it was answered"));
      } else {
        Response.writeError(request, response, callback, 504, "the deadline has passed");
      }
    }

    /// Its thread ended without an answer: it was interrupted.
    @Override
    public void unanswered(LedgerEntry entry, boolean begun, @Nullable Throwable failure) {
      callback.failed(failure == null ? new CancellationException("no answer") : failure);
    }

    /// The handler is proved never to go on, and had no deadline that answered for it.
    void lost(LedgerEntry entry) {
      if (entry.claimAnswer()) {
        Response.writeError(request, response, callback, 500, "the request is lost");
      }
    }

    /// Where nobody is to be answered, Jetty must be told that it is over; elsewhere it has been.
    void end() {
      if (!answered.get()) {
        callback.failed(new CancellationException("nobody is answered any more"));
      }
    }
  }

  /// What the handler calls when it has answered, on whatever thread.
  private record Answered(LedgerEntry entry, Callback callback, CountDownLatch done)
      implements Callback {
    @Override
    public void succeeded() {
      if (entry.claimAnswer()) {
        callback.succeeded();
      }
      done.countDown();
    }

    @Override
    public void failed(Throwable failure) {
      if (entry.claimAnswer()) {
        callback.failed(failure);
      }
      done.countDown();
    }
  }

  /// On the request's own thread, until it is answered, be it by somebody else.
  private void serve(LedgerEntry entry) {
    Client theirs = client;
    Request request = theirs.request;
    entry.identify(request.getMethod() + " " + request.getHttpURI().getPath(), "", "");
    Held lost = entry.hold(() -> theirs.lost(entry));
    entry.onEnd(() -> {
      lost.close();
      theirs.end();
    });
    CountDownLatch done = new CountDownLatch(1);
    Response response = new GuardedResponse(request, theirs.response, entry);
    Callback answered = new Answered(entry, theirs.callback, done);
    try {
      if (!next.handle(request, response, answered)) {
        Response.writeError(request, response, answered, 404);
      }
    } catch (Throwable failure) {
      Response.writeError(request, response, answered, failure);
    }
    await(done, entry);
    lost.close();
  }

  private void await(CountDownLatch done, LedgerEntry entry) {
    try {
      done.await();
    } catch (InterruptedException stopped) {
      if (entry.claimAnswer()) {
        client.callback.failed(stopped);
      }
    }
  }

  private static RequestFacts facts(Request request) {
    return new RequestFacts(
        request.getMethod(),
        request.getHttpURI().getPathQuery(),
        Request.getRemoteAddr(request) + ":" + Request.getRemotePort(request),
        Objects.requireNonNullElse(request.getHeaders().get(HttpHeader.USER_AGENT), ""),
        request.getConnectionMetaData().getProtocol());
  }
}
