package dev.stopwater.verify.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stopwater.noleaks.NoLeaks;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who is let in, who waits and who is sent away, as clients see it over a connection. Texts and
/// headers are those that kube-apiserver 1.36.3 sent in the same places.
@NoLeaks(plantsLeaks = true, except = "prometheus-metrics-scheduler")
class TurnsTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final String WATCH = "/api/v1/pods?watch=true";
  private static final String BUSY = "Too many requests, please try again later.\n";
  private static final String REJECTED = "apiserver_flowcontrol_rejected_requests_total";
  private static final String SEATS = "apiserver_flowcontrol_current_executing_seats";
  private static final String OVERDUE = "stopwater_flowcontrol_overdue_seats";
  private static final String CHANCERS = "flow_schema=\"chancers\",priority_level=\"rejecting\"";
  private static final String WAITERS = "flow_schema=\"waiters\",priority_level=\"waiting\"";

  @TempDir Path home;

  private static void awaitInside(Turnstile server) throws InterruptedException {
    assertThat(server.handlers.inside.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
  }

  private static CompletableFuture<HttpResponse<String>> held(
      Turnstile server, String user, String path) throws InterruptedException {
    CompletableFuture<HttpResponse<String>> answer = server.ask(user, "GET", path);
    awaitInside(server);
    return answer;
  }

  private static void assertSentAway(HttpResponse<String> answer, String schema, String level) {
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.body()).isEqualTo(BUSY);
    assertThat(header(answer, "Retry-After")).isEqualTo("1");
    assertThat(header(answer, "Content-Type")).isEqualTo("text/plain; charset=utf-8");
    assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(answer, "X-Kubernetes-PF-FlowSchema-UID")).isEqualTo("uid-of-" + schema);
    assertThat(header(answer, "X-Kubernetes-PF-PriorityLevel-UID")).isEqualTo("uid-of-" + level);
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @Test
  void whoFindsALevelWithoutQueuesFullIsSentAwayAtOnce() throws Exception {
    try (Turnstile server = Turnstile.fair(home, LONG)) {
      var first = held(server, "chancer", "/held");
      assertSentAway(server.get("chancer", "/"), "chancers", "rejecting");
      assertThat(server.metric(REJECTED, CHANCERS + ",reason=\"concurrency-limit\"")).isOne();
      server.handlers.mayEnd.release();
      assertThat(first.join().body()).isEqualTo("done");
      assertThat(header(first.join(), "X-Kubernetes-PF-FlowSchema-UID"))
          .isEqualTo("uid-of-chancers");
      awaitFree(server, CHANCERS);
      assertThat(server.get("chancer", "/").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whoWaitsIsAnsweredWhenASeatIsFreeAndWhoFindsTheQueueFullIsSentAway() throws Exception {
    try (Turnstile server = Turnstile.fair(home, LONG)) {
      var first = held(server, "waiter", "/held");
      var second = server.ask("waiter", "GET", "/");
      awaitWaiting(server, 1);
      assertSentAway(server.get("waiter", "/"), "waiters", "waiting");
      assertThat(server.metric(REJECTED, WAITERS + ",reason=\"queue-full\"")).isOne();
      assertThat(second).isNotDone();
      server.handlers.mayEnd.release();
      assertThat(first.join().statusCode()).isEqualTo(200);
      assertThat(second.join().statusCode()).isEqualTo(200);
      assertThat(server.metric("apiserver_flowcontrol_dispatched_requests_total", WAITERS))
          .isEqualTo(2);
    }
  }

  @Test
  void whoWaitedAQuarterOfItsTimeIsSentAway() throws Exception {
    try (Turnstile server = Turnstile.fair(home, LONG)) {
      var first = held(server, "waiter", "/held");
      assertSentAway(server.get("waiter", "/?timeout=4s"), "waiters", "waiting");
      assertThat(server.metric(REJECTED, WAITERS + ",reason=\"time-out\"")).isOne();
      awaitWaiting(server, 0);
      server.handlers.mayEnd.release();
      assertThat(first.join().statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aClientThatLeavesTheQueueLeavesItsPlace() throws Exception {
    try (Turnstile server = Turnstile.fair(home, LONG)) {
      var first = held(server, "waiter", "/held");
      var impatient = server.ask("waiter", "GET", "/");
      awaitWaiting(server, 1);
      impatient.cancel(true);
      awaitWaiting(server, 0);
      assertThat(server.metric(REJECTED, WAITERS + ",reason=\"cancelled\"")).isOne();
      server.handlers.mayEnd.release();
      assertThat(first.join().statusCode()).isEqualTo(200);
      awaitFree(server, WAITERS);
    }
  }

  @Test
  void aHandlerThatIsLateKeepsItsSeatUntilItEndsAndIsCountedApart() throws Exception {
    try (Turnstile server = Turnstile.fair(home, SHORT)) {
      var late = held(server, "chancer", "/deaf");
      assertThat(late.join().statusCode()).isEqualTo(504);
      await()
          .untilAsserted(
              () -> assertThat(server.metric(OVERDUE, "priority_level=\"rejecting\"")).isOne());
      assertThat(server.metric(SEATS, CHANCERS)).isOne();
      assertSentAway(server.get("chancer", "/"), "chancers", "rejecting");
      server.handlers.mayEnd.release();
      awaitFree(server, CHANCERS);
      assertThat(server.metric(OVERDUE, "priority_level=\"rejecting\"")).isZero();
      assertThat(server.get("chancer", "/").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aHandlerThatIsProvedLeakedGivesItsSeatBack() throws Exception {
    try (Turnstile server = Turnstile.fair(home, SHORT)) {
      assertThat(held(server, "chancer", "/lost").join().statusCode()).isEqualTo(504);
      await()
          .atMost(LONG)
          .untilAsserted(() -> {
            server.ledger.collect();
            assertThat(server.ledger.leaked()).isOne();
          });
      awaitFree(server, CHANCERS);
      assertThat(server.metric(OVERDUE, "priority_level=\"rejecting\"")).isZero();
      assertThat(server.get("chancer", "/").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aWatchHoldsItsSeatOnlyUntilItHasSentWhatWasThere() throws Exception {
    try (Turnstile server = Turnstile.fair(home, LONG)) {
      var watch = held(server, "chancer", WATCH);
      assertSentAway(server.get("chancer", "/"), "chancers", "rejecting");
      server.handlers.mayEnd.release();
      awaitInside(server); // once more: it has begun in earnest
      assertThat(server.get("chancer", "/").statusCode()).isEqualTo(200);
      assertThat(watch).isNotDone();
      assertThat(
              server.metric(
                  "apiserver_flowcontrol_request_execution_seconds_count",
                  CHANCERS + ",type=\"watch\""))
          .isOne();
      server.handlers.mayEnd.release();
      assertThat(watch.join().body()).isEqualTo("done");
    }
  }

  @Test
  void theExemptPassHoweverManyTheyAre() throws Exception {
    try (Turnstile server = Turnstile.fair(home, LONG)) {
      var chancer = held(server, "chancer", "/held");
      var waiter = held(server, "waiter", "/held");
      var masters = new java.util.ArrayList<CompletableFuture<HttpResponse<String>>>();
      for (int i = 0; i < 10; i++) {
        masters.add(held(server, "master", "/held"));
      }
      assertThat(server.get("master", "/").statusCode()).isEqualTo(200);
      assertThat(server.metric(SEATS, "flow_schema=\"masters\",priority_level=\"exempt\""))
          .isEqualTo(10);
      server.handlers.letAllEnd();
      masters.forEach(each -> assertThat(each.join().statusCode()).isEqualTo(200));
      assertThat(chancer.join().statusCode()).isEqualTo(200);
      assertThat(waiter.join().statusCode()).isEqualTo(200);
    }
  }

  @Test
  void withoutFairnessEachKindHasItsNumberAndMastersPass() throws Exception {
    try (Turnstile server = Turnstile.counting(home, LONG)) {
      var reader = held(server, "chancer", "/held");
      HttpResponse<String> refused = server.get("waiter", "/");
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.body()).isEqualTo(BUSY);
      assertThat(header(refused, "Retry-After")).isEqualTo("1");
      assertThat(refused.headers().map()).doesNotContainKey("x-kubernetes-pf-flowschema-uid");
      var writer = server.ask("waiter", "POST", "/api/v1/namespaces/default/pods");
      awaitInside(server);
      assertThat(
              server.ask("chancer", "POST", "/api/v1/namespaces/default/pods").join().statusCode())
          .isEqualTo(429);
      assertThat(server.get("master", "/").statusCode()).isEqualTo(200);
      server.handlers.letAllEnd();
      assertThat(reader.join().statusCode()).isEqualTo(200);
      assertThat(writer.join().statusCode()).isEqualTo(200);
      await()
          .untilAsserted(() -> assertThat(server.get("waiter", "/").statusCode()).isEqualTo(200));
    }
  }

  private static void awaitWaiting(Turnstile server, int requests) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            assertThat(server.metric("apiserver_flowcontrol_current_inqueue_requests", WAITERS))
                .isEqualTo(requests));
  }

  private static void awaitFree(Turnstile server, String flow) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(server.metric(SEATS, flow)).isZero());
  }
}
