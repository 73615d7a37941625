package dev.stopwater.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that is told to stop, in the order of kube-apiserver's signals (facts 4.1).
class StopTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String MAPS = "/api/v1/namespaces/default/configmaps";
  private static final String BODY =
      "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"late\"}}";

  @TempDir Path home;

  private ServerProcess start(String... flags) throws IOException {
    String[] all = new String[flags.length + 4];
    System.arraycopy(new String[] {"--secure-port", "0", "--store", "memory"}, 0, all, 0, 4);
    System.arraycopy(flags, 0, all, 4, flags.length);
    return ServerProcess.start(home, all);
  }

  /// Begins a write whose body does not end yet.
  private static RawConnection halfWrite(ServerProcess server) throws Exception {
    RawConnection half = RawConnection.to(server);
    half.say(
        "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            .formatted(MAPS, BODY.length()));
    half.say(BODY.substring(0, 10));
    return half;
  }

  private static void awaitNotReady(Client client) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(client.send("GET", "/readyz", "").statusCode()).isEqualTo(500));
  }

  @Test
  void whileTheDelayLastsEverythingIsServedAndOnlyReadyzSaysThatTheEndIsNear() throws Exception {
    try (ServerProcess server = start("--shutdown-delay-duration", "5s")) {
      Client client = Client.of(server);
      assertThat(client.send("GET", "/readyz", "").statusCode()).isEqualTo(200);
      server.terminate();
      awaitNotReady(client);
      assertThat(client.send("GET", "/livez", "").statusCode()).isEqualTo(200);
      assertThat(client.create("during").statusCode()).isEqualTo(201);
      assertThat(server.awaitExit()).isZero();
    }
  }

  @Test
  void withRetryAfterThePortStaysOpenAndNewRequestsAreToldToComeBackWhileOthersFinish()
      throws Exception {
    try (ServerProcess server = start("--shutdown-send-retry-after")) {
      Client client = Client.of(server);
      client.get("/version");
      try (RawConnection half = halfWrite(server)) {
        await()
            .atMost(SOON)
            .until(() -> client.get("/metrics").contains("request_kind=\"mutating\"} 1"));
        server.terminate();
        await()
            .atMost(SOON)
            .untilAsserted(
                () -> assertThat(client.send("GET", MAPS, "").statusCode()).isEqualTo(429));
        HttpResponse<String> refused = Client.of(server).send("GET", MAPS, "");
        assertThat(refused.headers().firstValue("Retry-After")).contains("5");
        assertThat(refused.body())
            .isEqualTo("The apiserver is shutting down, please try again later.\n");
        assertThat(Client.of(server).send("GET", "/readyz", "").statusCode()).isEqualTo(500);
        half.say(BODY.substring(10));
        assertThat(half.hear(12)).isEqualTo("HTTP/1.1 201");
      }
      assertThat(server.awaitExit()).isZero();
    }
  }

  @Test
  void elseThePortClosesAtOnceAndWhatWasBegunIsFinished() throws Exception {
    try (ServerProcess server = start()) {
      Client client = Client.of(server);
      try (RawConnection half = halfWrite(server)) {
        await()
            .atMost(SOON)
            .until(() -> client.get("/metrics").contains("request_kind=\"mutating\"} 1"));
        server.terminate();
        await()
            .atMost(SOON)
            .untilAsserted(() ->
                assertThatThrownBy(() -> RawConnection.to(server).close())
                    .isInstanceOf(ConnectException.class));
        half.say(BODY.substring(10));
        assertThat(half.hear(12)).isEqualTo("HTTP/1.1 201");
      }
      assertThat(server.awaitExit()).isZero();
      assertThat(server.log())
          .containsPattern("\"Stopping\" requests=[1-9]")
          .contains("\"Stopped\" requests=0");
    }
  }

  @Test
  void watchesEndCleanlyWithTheServer() throws Exception {
    try (ServerProcess server = start("--shutdown-watch-termination-grace-period", "1s")) {
      try (RawConnection watch = RawConnection.to(server)) {
        watch.say("GET %s?watch=true HTTP/1.1\r\nHost: x\r\n\r\n".formatted(MAPS));
        assertThat(watch.hear(12)).isEqualTo("HTTP/1.1 200");
        server.terminate();
        assertThat(watch.hear(100_000)).as("the last chunk").endsWith("\r\n0\r\n\r\n");
      }
      assertThat(server.awaitExit()).isZero();
    }
  }

  @Test
  void aSecondSignalEndsItAtOnceAndLosesNothing() throws Exception {
    HttpResponse<String> written;
    try (ServerProcess server =
        ServerProcess.start(home, "--secure-port", "0", "--shutdown-delay-duration", "1h")) {
      Client client = Client.of(server);
      server.terminate();
      awaitNotReady(client);
      written = client.create("acknowledged");
      assertThat(written.statusCode()).isEqualTo(201);
      server.terminate();
      assertThat(server.awaitExit()).isEqualTo(130);
    }
    try (ServerProcess again = ServerProcess.start(home, "--secure-port", "0")) {
      Client client = Client.of(again);
      assertThat(client.revision(client.get(MAPS + "/acknowledged")))
          .isEqualTo(client.revision(written.body()));
    }
  }
}
