package dev.stopwater.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.access.UserInfo;
import dev.stopwater.access.authentication.Authenticator;
import dev.stopwater.access.authorization.Authorizer;
import dev.stopwater.http.Exchange;
import dev.stopwater.lifecycle.Ledger;
import dev.stopwater.lifecycle.LedgerSettings;
import dev.stopwater.lifecycle.LiveRequest;
import dev.stopwater.lifecycle.RequestFacts;
import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.builtin.BuiltinVersions;
import dev.stopwater.server.representation.Answers;
import dev.stopwater.server.representation.ServedForms;
import dev.stopwater.server.request.RequestContext;
import dev.stopwater.server.verb.Target;
import dev.stopwater.telemetry.RequestMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How long a write may take once it was let in, and what its client is told when it takes longer.
class WriteDeadlineTest {

  private static final Duration WHOLE = Duration.ofSeconds(60);
  private static final Duration WRITE = Duration.ofSeconds(34);
  private static final String PODS = "/api/v1/namespaces/default/pods";

  @ParameterizedTest
  @CsvSource({
    "POST, " + PODS,
    "PUT, " + PODS + "/one",
    "PATCH, " + PODS + "/one/status",
    "DELETE, " + PODS + "/one"
  })
  void aWriteHas34SecondsWithinTheWhole(String method, String uri) throws Exception {
    Seen seen = serve(method, uri, "");
    assertThat(seen.remaining).isEqualTo(WRITE);
    Exchange.LateAnswer late = requireNonNull(seen.asked.ifLate).get();
    assertThat(late.status()).isEqualTo(504);
    assertThat(late.contentType()).isEqualTo("application/json");
    assertThat(Json.parse(late.body()))
        .isEqualTo(
            Json.parse(
                """
                {"kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure",
                 "message": "Timeout: request did not complete within requested timeout \
                - context deadline exceeded",
                 "reason": "Timeout", "details": {}, "code": 504}
                """
                    .getBytes(UTF_8)));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, " + PODS,
    "GET, " + PODS + "/one",
    "DELETE, " + PODS,
    "POST, " + PODS + "/one/exec",
    "POST, /somewhere/else"
  })
  void whatIsNoWriteHasTheWholeTime(String method, String uri) throws Exception {
    Seen seen = serve(method, uri, "");
    assertThat(seen.remaining).isEqualTo(WHOLE);
    assertThat(seen.asked.ifLate).isNull();
  }

  @Test
  void aClientThatWantsToWaitLessIsAnsweredAsForAnyRequest() throws Exception {
    Seen seen = serve("POST", PODS + "?timeout=5s", "");
    assertThat(seen.remaining).isEqualTo(Duration.ofSeconds(5));
    assertThat(seen.asked.ifLate).isNull();
  }

  @Test
  void theAnswerOfALateWriteHasTheFormThatTheClientAccepts() throws Exception {
    Seen seen = serve("POST", PODS, "application/yaml");
    Exchange.LateAnswer late = requireNonNull(seen.asked.ifLate).get();
    assertThat(late.contentType()).isEqualTo("application/yaml");
    assertThat(new String(late.body(), UTF_8)).contains("reason: Timeout\n");
  }

  private record Seen(Asked asked, Duration remaining) {}

  private static Seen serve(String method, String uri, String accept) throws Exception {
    BlockingQueue<Seen> seen = new ArrayBlockingQueue<>(1);
    try (Ledger ledger = Ledger.start(LedgerSettings.byHand(WHOLE, () -> 0, new Silent()))) {
      ledger.begin(
          new RequestFacts(method, uri, "127.0.0.1:1", "test", "HTTP/2.0"),
          new NoAnswer(),
          live -> {
            Asked asked = new Asked(method, uri, live);
            if (!accept.isEmpty()) {
              asked.headers.put("Accept", accept);
            }
            road(seen, asked, live).handle(asked);
          });
      return requireNonNull(seen.poll(20, TimeUnit.SECONDS));
    }
  }

  private static RequestPath road(BlockingQueue<Seen> seen, Asked asked, LiveRequest live) {
    Answers answers =
        new Answers(
            new ServedForms(new BuiltinVersions(), (definition, object) -> object, new NoTables()));
    UserInfo user = new UserInfo("somebody", "", List.of(), Map.of());
    return new RequestPath(
        new RequestPath.Parts(
            () -> Instant.EPOCH,
            WHOLE,
            WRITE,
            answers,
            exchange -> new Authenticator.Answer.Known(user),
            question -> new Authorizer.Decision.Allowed(""),
            new InFlight(0, 0),
            new Stopping(answers),
            0,
            new RequestMetrics().road(() -> 0),
            (request, next) -> next.handle(request),
            request -> seen.add(new Seen(asked, live.remaining()))));
  }

  private static final class NoTables implements ServedForms.TableRows {
    @Override
    public ListValue columns(RequestContext request, Target target) {
      return new ListValue();
    }

    @Override
    public ListValue cells(RequestContext request, Target target, MapValue object) {
      return new ListValue();
    }
  }
}
