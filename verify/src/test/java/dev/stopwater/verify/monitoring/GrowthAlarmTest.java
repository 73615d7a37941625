package dev.stopwater.verify.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.stopwater.assembly.ApiServer;
import dev.stopwater.assembly.ServerConfig;
import dev.stopwater.http.Exchange;
import dev.stopwater.http.Handler;
import dev.stopwater.noleaks.NoLeaks;
import dev.stopwater.verify.Client;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A running server some of whose handlers are planted to hang: everywhere that the alarm is told.
/// The monitor's minutes pass when the test says so.
@NoLeaks(except = {"HttpClient", "prometheus-metrics-scheduler"})
class GrowthAlarmTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Instant BEGAN = Instant.parse("2026-03-01T22:00:00Z");
  private static final int EACH_MINUTE = 40;
  private static final String STUCK = "/api/v1/namespaces/stuck/pods";

  @TempDir Path directory;

  private final AtomicReference<Instant> now = new AtomicReference<>(BEGAN);
  private final CountDownLatch morning = new CountDownLatch(1);
  private final BlockingQueue<String> posted = new LinkedBlockingQueue<>();
  private HttpServer receiver;
  private ApiServer server;
  private HttpClient client;

  @BeforeEach
  void begin() throws Exception {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
    receiver.createContext(
        "/hook",
        exchange -> {
          posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    receiver.start();
    server = ApiServer.start(config(), this::planted, now::get);
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_2)
            .sslContext(Client.tls(server.kubeconfig()))
            .build();
  }

  private ServerConfig config() {
    return ServerConfig.of(directory)
        .onPort(0)
        .storedIn(ServerConfig.Storage.Kind.MEMORY)
        .monitored(
            new ServerConfig.Monitoring(
                true,
                Duration.ofMillis(10),
                "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook"));
  }

  /// Pods of one namespace are never found, and nobody can interrupt the search.
  private Handler planted(Handler all) {
    return exchange -> {
      if (exchange.rawPath().equals(STUCK)) {
        searchForEver(exchange);
      } else {
        all.handle(exchange);
      }
    };
  }

  private void searchForEver(Exchange exchange) {
    exchange.live().allot(Duration.ofMillis(100));
    exchange.live().identify("LIST " + STUCK, "night-platform", "audit");
    while (morning.getCount() > 0) {
      try {
        morning.await();
      } catch (InterruptedException deaf) {
        continue;
      }
    }
  }

  @AfterEach
  void end() {
    morning.countDown();
    client.close();
    server.close();
    receiver.stop(0);
  }

  private String ask(String path) throws IOException, InterruptedException {
    return client.send(request(path), HttpResponse.BodyHandlers.ofString()).body();
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create(server.url() + path))
        .header("User-Agent", "puller/1.12")
        .build();
  }

  private static void await(BooleanSupplier until) {
    Awaitility.await().atMost(PATIENCE).until(until::getAsBoolean);
  }

  /// Requests that hang and are overdue, then a minute on the monitor's clock, and a sample of it.
  private void leakForAMinute(int minute) throws Exception {
    for (int i = 0; i < EACH_MINUTE; i++) {
      var _ = client.sendAsync(request(STUCK), HttpResponse.BodyHandlers.discarding());
    }
    await(() -> server.ledger().overdue() >= EACH_MINUTE * minute);
    now.set(BEGAN.plus(Duration.ofMinutes(minute)));
    String sampled = "\"at\":\"" + now.get();
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> ask("/debug/monitor?format=json&hours=1").contains(sampled));
  }

  @Test
  void growthIsToldInTheLogTheMetricsAnEventAWebhookAsJsonAndOnThePage() throws Exception {
    assertThat(ask("/metrics")).contains("stopwater_growth_alarm{signal=\"outlived\"} 0.0");
    for (int minute = 1; minute <= 10 && posted.isEmpty(); minute++) {
      leakForAMinute(minute);
    }
    String alert = posted.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(Duration.between(BEGAN, now.get())).isLessThanOrEqualTo(Duration.ofMinutes(10));
    assertThat(alert)
        .contains("\"status\":\"firing\"", "RequestsOutliveDeadline", "night-platform")
        .contains("LIST " + STUCK, "puller/1.12", "GrowthAlarmTest.searchForEver");
    assertThat(ask("/metrics"))
        .contains("stopwater_growth_alarm{signal=\"outlived\"} 1.0")
        .contains("stopwater_growth_alarms_total 1.0");
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> ask("/metrics").contains("stopwater_alerts_delivered_total 1.0"));
    assertThat(ask("/api/v1/namespaces/default/events"))
        .contains("\"reason\":\"RequestsOutliveDeadline\"", "\"type\":\"Warning\"")
        .contains("\"kind\":\"Service\"", "night-platform");
    assertThat(ask("/debug/monitor?format=json"))
        .contains("\"signal\":\"outlived\"", "\"client\":\"puller/1.12\"", "searchForEver")
        .contains("\"firing\":true");
    assertThat(ask("/debug/monitor"))
        .contains("class=\"on\"", "alarm: outlived", "night-platform", "searchForEver")
        .doesNotContain("<script", "NaN");
  }

  @Test
  void strangersSeeNothingOfIt() throws Exception {
    HttpClient.Builder stranger = HttpClient.newBuilder().sslContext(Client.trusting());
    try (HttpClient anonymous = stranger.build()) {
      HttpResponse<String> reply =
          anonymous.send(request("/debug/monitor"), HttpResponse.BodyHandlers.ofString());
      assertThat(reply.statusCode()).isEqualTo(403);
      assertThat(reply.body()).contains("cannot get path").doesNotContain("svg");
    }
  }
}
