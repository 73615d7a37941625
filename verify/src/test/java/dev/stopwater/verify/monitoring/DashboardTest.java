package dev.stopwater.verify.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stopwater.assembly.ApiServer;
import dev.stopwater.assembly.ServerConfig;
import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.verify.Client;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real Prometheus scrapes a real server, and answers every query of the dashboard.
class DashboardTest {

  private static final Duration SOON = Duration.ofSeconds(60);

  /// What a server that has done nothing wrong has no series of.
  private static final List<String> NOTHING_YET =
      List.of("apiserver_request_terminations_total", "stopwater_over_budget_total");

  @TempDir Path home;
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void everyQueryOfTheDashboardHasAnAnswer() throws Exception {
    Program.require("prometheus");
    Path tokens = Files.writeString(home.resolve("tokens"), "secret,prometheus,1,system:masters\n");
    int port = freePort();
    try (ApiServer server = ApiServer.start(config(tokens))) {
      Process prometheus = prometheus(server, port);
      try (HttpClient watcher =
          HttpClient.newBuilder()
              .sslContext(Client.tls(home.resolve("data/admin.kubeconfig")))
              .build()) {
        var _ = watcher.sendAsync(watch(server), HttpResponse.BodyHandlers.ofInputStream());
        await()
            .atMost(SOON)
            .ignoreExceptionsInstanceOf(IOException.class)
            .until(() -> answered(port, "rate(apiserver_request_total[15s])"));
        for (String query : queries()) {
          await().atMost(SOON).until(() -> expectsNothing(query) || answered(port, query));
        }
        watcher.shutdownNow();
      } finally {
        prometheus.destroyForcibly().waitFor();
      }
    }
  }

  private static HttpRequest watch(ApiServer server) {
    return HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/namespaces?watch=true"))
        .build();
  }

  private ServerConfig config(Path tokens) {
    ServerConfig usual =
        ServerConfig.of(home.resolve("data")).onPort(0).storedIn(ServerConfig.Storage.Kind.MEMORY);
    return new ServerConfig(
        usual.listen(),
        usual.storage(),
        usual.limits(),
        usual.stop(),
        new ServerConfig.Access(null, tokens),
        usual.network(),
        usual.behaviour(),
        usual.tracing());
  }

  private Process prometheus(ApiServer server, int port) throws IOException {
    Path config =
        Files.writeString(
            home.resolve("prometheus.yaml"),
            """
            global: {scrape_interval: 1s}
            rule_files: [%s]
            scrape_configs:
              - job_name: stopwater
                scheme: https
                tls_config: {insecure_skip_verify: true}
                authorization: {credentials: secret}
                static_configs: [{targets: ['127.0.0.1:%d']}]
            """
                .formatted(Program.shipped().resolve("alerts.yaml"), server.port()));
    return new ProcessBuilder(
            "prometheus",
            "--config.file=" + config,
            "--storage.tsdb.path=" + home.resolve("tsdb"),
            "--web.listen-address=127.0.0.1:" + port)
        .redirectErrorStream(true)
        .redirectOutput(home.resolve("prometheus.log").toFile())
        .start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0)) {
      return any.getLocalPort();
    }
  }

  private static List<String> queries() throws IOException {
    MapValue dashboard =
        (MapValue) Json.parse(Files.readAllBytes(Program.shipped().resolve("dashboard.json")));
    List<String> queries = new ArrayList<>();
    for (MapValue panel : dashboard.listOrEmpty("panels").maps()) {
      for (MapValue target : panel.listOrEmpty("targets").maps()) {
        queries.add(
            target.text("expr", "").replace("$__rate_interval", "15s").replace("$instance", ".*"));
      }
    }
    assertThat(queries).hasSizeGreaterThan(15);
    return queries;
  }

  private static boolean expectsNothing(String query) {
    return NOTHING_YET.stream().anyMatch(query::contains);
  }

  private boolean answered(int port, String query) throws IOException, InterruptedException {
    URI uri =
        URI.create(
            "http://127.0.0.1:" + port + "/api/v1/query?query=" + URLEncoder.encode(query, UTF_8));
    String answer =
        client
            .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
            .body();
    assertThat(answer).as(query).contains("\"status\":\"success\"");
    return !answer.contains("\"result\":[]");
  }
}
