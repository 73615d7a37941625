package dev.stopwater.verify.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.stopwater.monitor.Alarm;
import dev.stopwater.monitor.Culprit;
import dev.stopwater.monitor.Finding;
import dev.stopwater.monitor.Signal;
import dev.stopwater.monitor.Webhook;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real Alertmanager takes our alerts, and what it sends to a webhook is what we send.
class AlertmanagerTest {

  private static final String PROGRAM = "prometheus-alertmanager";
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Pattern MEMBER = Pattern.compile("\"([A-Za-z]+)\":");

  @TempDir Path home;
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void itTakesAnAlarmAndWhatItSendsOnHasTheMembersThatOursHas() throws Exception {
    Program.require(PROGRAM);
    BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
    HttpServer receiver = receiver(bodies);
    int port = freePort();
    String hook = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
    Process alertmanager = alertmanager(hook, port);
    try (Webhook theirs = webhook("http://127.0.0.1:" + port + "/api/v2/alerts");
        Webhook direct = webhook(hook)) {
      await()
          .atMost(SOON)
          .ignoreExceptionsInstanceOf(IOException.class)
          .until(() -> ask(port, "/-/ready").contains("OK"));
      theirs.tell(firing());
      assertThat(ask(port, "/api/v2/alerts")).contains("RequestsOutliveDeadline", "LIST pods");
      String relayed = bodies.poll(SOON.toSeconds(), TimeUnit.SECONDS);
      direct.tell(firing());
      String ours = bodies.poll(SOON.toSeconds(), TimeUnit.SECONDS);
      assertThat(members(ours)).containsExactlyInAnyOrderElementsOf(members(relayed));
      theirs.tell(new Alarm.Resolved(firing(), Instant.now()));
      assertThat(ask(port, "/api/v2/alerts?active=true")).isEqualTo("[]\n");
    } finally {
      alertmanager.destroyForcibly().waitFor();
      receiver.stop(0);
      client.close();
    }
  }

  private static Webhook webhook(String url) {
    return new Webhook(url, "here:6443", "https://here:6443/monitor", InstantSource.system());
  }

  private static Alarm.Firing firing() {
    Instant at = Instant.now();
    return new Alarm.Firing(
        new Finding(
            Signal.OUTLIVED,
            Finding.Rule.MORE_AND_MORE,
            at.minusSeconds(420),
            at.truncatedTo(java.time.temporal.ChronoUnit.MINUTES),
            0,
            400,
            5600),
        new Culprit("LIST pods", 400, "admin", 400, "puller/1", List.of("a.B.c(D.java:1)"), 9));
  }

  private static List<String> members(String json) {
    return MEMBER.matcher(json).results().map(each -> each.group(1)).distinct().toList();
  }

  private static HttpServer receiver(BlockingQueue<String> bodies) throws IOException {
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
    receiver.createContext(
        "/hook",
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    receiver.start();
    return receiver;
  }

  private Process alertmanager(String hook, int port) throws IOException {
    Path config =
        Files.writeString(
            home.resolve("alertmanager.yaml"),
            """
            route: {receiver: hook, group_by: [alertname], group_wait: 1s}
            receivers:
              - name: hook
                webhook_configs: [{url: '%s'}]
            """
                .formatted(hook));
    return new ProcessBuilder(
            PROGRAM,
            "--config.file=" + config,
            "--storage.path=" + home.resolve("data"),
            "--cluster.listen-address=",
            "--web.listen-address=127.0.0.1:" + port)
        .redirectErrorStream(true)
        .redirectOutput(home.resolve("alertmanager.log").toFile())
        .start();
  }

  private String ask(int port, String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return client
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0)) {
      return any.getLocalPort();
    }
  }
}
