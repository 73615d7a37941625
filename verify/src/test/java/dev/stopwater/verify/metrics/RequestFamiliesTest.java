package dev.stopwater.verify.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.assembly.ApiServer;
import dev.stopwater.assembly.ServerConfig;
import dev.stopwater.noleaks.NoLeaks;
import dev.stopwater.verify.Client;
import dev.stopwater.verify.metrics.Families.Shape;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Families of the metrics of requests have kube-apiserver's names, types, labels and buckets:
/// `request-metrics.tsv` has what 1.36.3 shows.
@NoLeaks(except = "prometheus-metrics-scheduler")
class RequestFamiliesTest {

  private static final String MAPS = "/api/v1/namespaces/default/configmaps";

  @TempDir Path home;
  private ApiServer server;
  private HttpClient client;

  @BeforeEach
  void start() throws Exception {
    server =
        ApiServer.start(ServerConfig.of(home).onPort(0).storedIn(ServerConfig.Storage.Kind.MEMORY));
    client =
        HttpClient.newBuilder().sslContext(Client.tls(home.resolve("admin.kubeconfig"))).build();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private String ask(String method, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private String metrics() throws Exception {
    ask("POST", MAPS, "{\"metadata\":{\"name\":\"a\"}}");
    ask("GET", MAPS, "");
    ask("GET", MAPS + "?watch=true&timeoutSeconds=1", "");
    ask("GET", "/api/v1/namespaces/default/endpoints", "");
    return ask("GET", "/metrics", "");
  }

  @Test
  void eachFamilyHasTheNameTypeLabelsAndBucketsOfUpstreams() throws Exception {
    Map<String, Shape> expected = Families.kept(RequestFamiliesTest.class, "request-metrics.tsv");
    assertThat(expected).hasSizeGreaterThan(15);
    assertThat(Families.shown(metrics())).containsAllEntriesOf(expected);
  }

  @Test
  void whatIsCountedIsWhatHappened() throws Exception {
    Predicate<String> asked = line -> line.contains("resource=\"configmaps\"");
    assertThat(metrics().lines().filter(asked))
        .contains(
            "apiserver_request_body_size_bytes_count{group=\"\",resource=\"configmaps\",verb=\"create\"} 1")
        .contains(
            "apiserver_watch_events_total{group=\"\",resource=\"configmaps\",version=\"v1\"} 1.0")
        .contains(
            "apiserver_watch_list_duration_seconds_count{group=\"\",resource=\"configmaps\",scope=\"namespace\",version=\"v1\"} 1")
        .contains("apiserver_resource_objects{group=\"\",resource=\"configmaps\"} 1.0")
        .contains("apiserver_storage_objects{resource=\"configmaps\"} 1.0");
  }

  @Test
  void aRequestIsSeenInItsPhase() throws Exception {
    assertThat(metrics())
        .contains("stopwater_requests_by_phase{phase=\"serve\"} 1.0")
        .containsPattern("stopwater_oldest_request_age_seconds\\{phase=\"serve\"} \\d");
  }

  @Test
  void nobodyCanInventALabel() throws Exception {
    ask("GET", "/api/v1/inventions", "");
    ask("INVENT", MAPS, "");
    ask("POST", "/apis/invented.example/v1/inventions", "{\"metadata\":{}}");
    assertThat(metrics()).doesNotContainIgnoringCase("invent");
  }
}
