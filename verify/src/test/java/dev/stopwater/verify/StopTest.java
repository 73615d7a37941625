package dev.stopwater.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that is told to stop, in the order of kube-apiserver's signals (facts 4.1).
class StopTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int STREAMS = 25;
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
        awaitClosed(server);
        half.say(BODY.substring(10));
        assertThat(half.hear(12)).isEqualTo("HTTP/1.1 201");
      }
      assertThat(server.awaitExit()).isZero();
      assertThat(server.log())
          .containsPattern("\"Stopping\" requests=[1-9]")
          .containsPattern(
              "\"In flight while the server stops\" method=\"POST\" uri=\"/api/v1/\\S+\" user=\"\\S+\"")
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

  /// On one HTTP/2 connection, which is told to go and finishes what it has begun.
  @Test
  void twentyFiveLongStreamsFinish() throws Exception {
    try (ServerProcess server = start();
        HttpClient http = HttpClient.newBuilder().sslContext(Client.tls(server)).build()) {
      Client client = Client.of(server);
      http.send(write(server, "first", () -> {}), HttpResponse.BodyHandlers.discarding());
      CountDownLatch ending = new CountDownLatch(1);
      List<CompletableFuture<HttpResponse<Void>>> answers = new ArrayList<>();
      for (int i = 0; i < STREAMS; i++) {
        HttpRequest slow = write(server, "slow-" + i, ending::await);
        answers.add(http.sendAsync(slow, HttpResponse.BodyHandlers.discarding()));
      }
      await()
          .atMost(SOON)
          .until(() ->
              client.get("/metrics").contains("request_kind=\"mutating\"} " + STREAMS + ".0"));
      server.terminate();
      awaitClosed(server);
      ending.countDown();
      for (CompletableFuture<HttpResponse<Void>> answer : answers) {
        HttpResponse<Void> got = answer.get(30, TimeUnit.SECONDS);
        assertThat(got.statusCode()).isEqualTo(201);
        assertThat(got.version()).isEqualTo(HttpClient.Version.HTTP_2);
      }
      assertThat(server.awaitExit()).isZero();
    }
  }

  @Test
  void whatIsAcknowledgedWhileTheServerStopsIsThereAfterwards() throws Exception {
    List<String> acknowledged = Collections.synchronizedList(new ArrayList<>());
    try (ServerProcess server = ServerProcess.start(home, "--secure-port", "0")) {
      Client client = Client.of(server);
      List<Thread> writers = new ArrayList<>();
      for (int writer = 0; writer < 8; writer++) {
        String prefix = "w" + writer + "-";
        writers.add(
            Thread.startVirtualThread(() -> writeUntilItEnds(client, prefix, acknowledged)));
      }
      await().atMost(SOON).until(() -> acknowledged.size() > 200);
      server.terminate();
      assertThat(server.awaitExit()).isZero();
      for (Thread each : writers) {
        each.join();
      }
    }
    try (ServerProcess again = ServerProcess.start(home, "--secure-port", "0")) {
      String list = Client.of(again).get(MAPS);
      assertThat(acknowledged).allMatch(name -> list.contains("\"name\":\"" + name + "\""));
    }
  }

  private static void writeUntilItEnds(Client client, String prefix, List<String> acknowledged) {
    for (int i = 0; ; i++) {
      HttpResponse<String> answer = client.tryCreate(prefix + i);
      if (answer == null || answer.statusCode() != 201) {
        return;
      }
      acknowledged.add(prefix + i);
    }
  }

  private interface Pause {
    void await() throws InterruptedException;
  }

  /// A write whose body ends after a pause.
  private static HttpRequest write(ServerProcess server, String name, Pause pause) {
    byte[] body = BODY.replace("late", name).getBytes(StandardCharsets.UTF_8);
    InputStream slow =
        new ByteArrayInputStream(body) {
          @Override
          public synchronized int read(byte[] bytes, int offset, int length) {
            try {
              if (available() == 1) {
                pause.await();
              }
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            return super.read(bytes, offset, Math.max(1, Math.min(length, available() - 1)));
          }
        };
    return HttpRequest.newBuilder(server.url().resolve(MAPS))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofInputStream(() -> slow))
        .build();
  }

  private static void awaitClosed(ServerProcess server) {
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThatThrownBy(() -> RawConnection.to(server).close())
                .isInstanceOf(ConnectException.class));
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
