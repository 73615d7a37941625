package dev.stopwater.server;

import dev.stopwater.access.authentication.Authenticator;
import dev.stopwater.access.authorization.Authorizer;
import dev.stopwater.http.Exchange;
import dev.stopwater.http.Handler;
import dev.stopwater.http.Reply;
import dev.stopwater.lifecycle.HandlerTimeoutException;
import dev.stopwater.lifecycle.OverBudgetException;
import dev.stopwater.machinery.codec.GoDuration;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.server.errors.PlainText;
import dev.stopwater.server.representation.Answers;
import dev.stopwater.server.request.Filter;
import dev.stopwater.server.request.Filter.Next;
import dev.stopwater.server.request.Query;
import dev.stopwater.server.request.RequestContext;
import dev.stopwater.server.request.RequestInfo;
import dev.stopwater.telemetry.RoadMetrics;
import dev.stopwater.telemetry.RoadMetrics.Authentication;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/// The road of every request, top to bottom; a reply travels it bottom to top.
public final class RequestPath implements Handler {

  /// What the road is made of.
  ///
  /// @param timeout what a request may take that does not say, and the most it may ask for
  /// @param longestWrite what a create, update, patch or delete may take within that, once it was
  ///   let in
  /// @param turns who is let in now: [InFlight] or [PriorityAndFairness]
  /// @param stopping whether anything is still taken
  /// @param goAwayChance how often, of one, an HTTP/2 client is told to connect anew
  public record Parts(
      InstantSource clock,
      Duration timeout,
      Duration longestWrite,
      Answers answers,
      Authenticator authenticator,
      Authorizer authorizer,
      Filter turns,
      Stopping stopping,
      double goAwayChance,
      RoadMetrics metrics,
      Observer observer,
      Next verbs) {}

  private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete");

  /// Whoever counts and logs what became of requests.
  public interface Observer extends Filter {}

  private final Parts parts;
  private final Next road;

  public RequestPath(Parts parts) {
    this.parts = parts;
    this.road =
        Filter.through(
            List.of(
                parts.observer, // sees whatever becomes of it
                this::answerFailures, // whatever escapes becomes a Status
                parts.stopping, // a server that stops takes nothing new
                this::spread, // now and then a client is sent to look for another server
                this::allot, // the client's own deadline
                this::authenticate,
                new Impersonation(parts.authorizer),
                this::refuseWhenCrowded, // no new work while memory is all held
                this::takeTurn, // once we know who asks, before we work for them
                new Authorizing(parts.authorizer, parts.answers, parts.metrics),
                this::boundWrite), // a write has less time than the whole request
            parts.verbs);
  }

  @Override
  public void handle(Exchange exchange) throws Exception {
    String auditId = auditId(exchange);
    Reply reply = exchange.reply();
    reply.header("Audit-Id", auditId);
    reply.header("Cache-Control", "no-cache, private");
    String path = Query.PercentCode.decode(exchange.rawPath(), false);
    if (path == null) {
      exchange.lastOfConnection();
      PlainText.badRequest(reply);
      return;
    }
    Query query = Query.parse(exchange.rawQuery());
    RequestInfo info = RequestInfo.parse(exchange.method(), path, query);
    exchange.live().identify(exchange.method() + " " + path, "", auditId);
    road.handle(new RequestContext(exchange, auditId, parts.clock.instant(), query, info));
  }

  private static String auditId(Exchange exchange) {
    String given = exchange.header("Audit-ID");
    return given == null || given.isEmpty() ? freshId() : given;
  }

  /// To tell requests apart, which needs no secret: the secure kind has one lock for all threads.
  private static String freshId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long version4 = (random.nextLong() & ~0xF000L) | 0x4000L;
    long variant2 = (random.nextLong() >>> 2) | Long.MIN_VALUE;
    return new UUID(version4, variant2).toString();
  }

  private void answerFailures(RequestContext request, Next next) throws Exception {
    try {
      next.handle(request);
    } catch (StatusException e) {
      if (request.exchange().reply().committed()) {
        throw e;
      }
      parts.answers.failure(request, e);
    } catch (OverBudgetException e) {
      if (request.exchange().reply().committed()) {
        throw e;
      }
      request.refuse();
      parts.answers.failure(request, Crowding.refusal(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HandlerTimeoutException();
    }
  }

  private void spread(RequestContext request, Next next) throws Exception {
    if (parts.goAwayChance > 0
        && request.exchange().protocol().startsWith("HTTP/2")
        && ThreadLocalRandom.current().nextDouble() < parts.goAwayChance) {
      request.exchange().lastOfConnection();
    }
    next.handle(request);
  }

  private void allot(RequestContext request, Next next) throws Exception {
    String asked = request.query().text("timeout");
    if (!asked.isEmpty() && !request.info().longRunning()) {
      Duration wanted = duration(asked);
      if (wanted.isPositive() && wanted.compareTo(parts.timeout) < 0) {
        request.exchange().live().allot(wanted);
      }
    }
    next.handle(request);
  }

  private static Duration duration(String text) {
    try {
      return GoDuration.parse(text);
    } catch (IllegalArgumentException e) {
      throw StatusException.badRequest(
          "invalid timeout specified in the request URL - " + e.getMessage());
    }
  }

  private void authenticate(RequestContext request, Next next) throws Exception {
    request.phase("authenticate");
    long began = parts.metrics.now();
    switch (parts.authenticator.authenticate(request.exchange())) {
      case Authenticator.Answer.Known known -> {
        parts.metrics.authenticated(Authentication.SUCCESS, known.user().name(), began);
        request.user(known.user());
        request
            .exchange()
            .live()
            .identify(
                request.exchange().method() + " " + request.info().path(),
                known.user().name(),
                request.auditId());
        if (known.user().anonymous()) {
          closeAfterAnonymous(request);
        } else {
          request.exchange().trusted();
        }
        next.handle(request);
      }
      case Authenticator.Answer.Refused refused -> {
        parts.metrics.authenticated(Authentication.ERROR, "", began);
        unauthorized(request);
      }
      case Authenticator.Answer.Silent silent -> {
        parts.metrics.authenticated(Authentication.FAILURE, "", began);
        unauthorized(request);
      }
    }
  }

  private void takeTurn(RequestContext request, Next next) throws Exception {
    long began = parts.metrics.now();
    parts.turns.handle(
        request,
        admitted -> {
          admitted.waited(parts.metrics.turn(began));
          next.handle(admitted);
        });
  }

  private void unauthorized(RequestContext request) throws IOException {
    closeAfterAnonymous(request);
    parts.answers.failure(request, new StatusException(401, "Unauthorized", "Unauthorized", null));
  }

  /// Strangers get one request for each HTTP/2 connection, so that floods cost them a handshake.
  private static void closeAfterAnonymous(RequestContext request) {
    if (request.user().anonymous() && request.exchange().protocol().startsWith("HTTP/2")) {
      request.exchange().lastOfConnection();
    }
  }

  private void boundWrite(RequestContext request, Next next) throws Exception {
    RequestInfo info = request.info();
    if (info.resourceRequest() && WRITES.contains(info.verb()) && !info.longRunning()) {
      if (request.exchange().live().atMost(parts.longestWrite)) {
        request.exchange().ifLate(() -> Answers.late(request, tookTooLong()));
      }
    }
    next.handle(request);
  }

  private void refuseWhenCrowded(RequestContext request, Next next) throws Exception {
    if (Crowding.concerns(request) && request.exchange().live().crowded()) {
      request.refuse();
      parts.answers.failure(request, Crowding.full());
      return;
    }
    next.handle(request);
  }

  private static StatusException tookTooLong() {
    return new StatusException(
        504,
        "Timeout",
        "Timeout: request did not complete within requested timeout - context deadline exceeded",
        StatusException.Details.NONE);
  }
}
