package dev.stopwater.verify.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stopwater.assembly.ApiServer;
import dev.stopwater.assembly.ServerConfig;
import dev.stopwater.verify.Client;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Flow control as it is wired into a server.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WholeServerTest {

  private static final String NAMESPACE = "/api/v1/namespaces/default/";
  private static final String FLOWS = "/apis/flowcontrol.apiserver.k8s.io/v1/";
  private static final Pattern UID = Pattern.compile("\"uid\":\"([^\"]+)\"");
  private static final Pattern SAMPLES =
      Pattern.compile(
          "apiserver_flowcontrol_watch_count_samples_sum\\{flow_schema=\"exempt\",priority_level=\"exempt\"} (\\S+)");

  private ApiServer server;
  private HttpClient client;

  @BeforeAll
  void start(@TempDir Path home) throws Exception {
    server = ApiServer.start(config(home, true));
    client = client(server);
  }

  @AfterAll
  void stop() {
    client.close();
    server.close();
  }

  private static ServerConfig config(Path home, boolean fair) {
    ServerConfig standard =
        ServerConfig.of(home).onPort(0).storedIn(ServerConfig.Storage.Kind.MEMORY);
    ServerConfig.Limits limits = standard.limits();
    return new ServerConfig(
        standard.listen(),
        standard.storage(),
        new ServerConfig.Limits(
            limits.request(),
            limits.minimumWatch(),
            limits.inFlight(),
            limits.mutatingInFlight(),
            fair,
            limits.http(),
            limits.bytes()),
        standard.stop(),
        standard.access(),
        standard.network(),
        standard.behaviour(),
        standard.tracing());
  }

  private static HttpClient client(ApiServer server) throws Exception {
    return HttpClient.newBuilder().sslContext(Client.tls(server.kubeconfig())).build();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.url() + path));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
  }

  private String uid(String path) throws Exception {
    Matcher found = UID.matcher(get(path).body());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  @Test
  void eachAnswerNamesTheStoredObjectsByWhichItWasLetIn() throws Exception {
    HttpResponse<String> answer = get(NAMESPACE + "configmaps");
    assertThat(answer.headers().firstValue("X-Kubernetes-PF-FlowSchema-UID"))
        .contains(uid(FLOWS + "flowschemas/exempt"));
    assertThat(answer.headers().firstValue("X-Kubernetes-PF-PriorityLevel-UID"))
        .contains(uid(FLOWS + "prioritylevelconfigurations/exempt"));
  }

  @Test
  void aServerWithoutFairnessNamesNoneAndHasNoDumps(@TempDir Path home) throws Exception {
    try (ApiServer plain = ApiServer.start(config(home, false));
        HttpClient asker = client(plain)) {
      HttpResponse<String> answer = ask(asker, plain, NAMESPACE + "configmaps");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("X-Kubernetes-PF-FlowSchema-UID")).isEmpty();
      assertThat(ask(asker, plain, "/debug/api_priority_and_fairness/dump_queues").statusCode())
          .isEqualTo(404);
    }
  }

  private static HttpResponse<String> ask(HttpClient asker, ApiServer server, String path)
      throws Exception {
    return asker.send(
        HttpRequest.newBuilder(URI.create(server.url() + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /// As kube-apiserver 1.36.3 counted them: a selector that could match counts, but that of one
  /// node's pods never.
  @ParameterizedTest
  @CsvSource({
    "configmaps, '', 1",
    "configmaps, metadata.name=written, 1",
    "configmaps, metadata.name=other, 0",
    "configmaps, metadata.name!=other, 1",
    "configmaps, metadata.namespace=other, 1",
    "pods, spec.nodeName=one, 0",
    "'pods', 'spec.nodeName=', 1",
    "pods, spec.nodeName!=one, 1",
    "pods, status.phase=Running, 1",
    "pods, 'status.phase=Running,spec.nodeName=one', 0",
    "services, metadata.name=written, 1"
  })
  void aWriteIsOfInterestToWatchesThatCouldSelectIt(String resource, String selector, int counted)
      throws Exception {
    double alone = woken(resource);
    String path = "/api/v1/" + resource + "?watch=true&timeoutSeconds=60&fieldSelector=";
    HttpResponse<InputStream> watch =
        client.send(
            request(path + URLEncoder.encode(selector, UTF_8)).build(),
            HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream events = watch.body()) {
      assertThat(watch.statusCode()).isEqualTo(200);
      await().untilAsserted(() -> assertThat(woken(resource) - alone).isEqualTo(counted));
    }
    await().untilAsserted(() -> assertThat(woken(resource)).isEqualTo(alone));
  }

  /// How many watches one write, which changes nothing, is of interest to.
  private double woken(String resource) throws Exception {
    double before = samples();
    client.send(
        request(NAMESPACE + resource + "/written?dryRun=All")
            .header("Content-Type", "application/merge-patch+json")
            .method("PATCH", HttpRequest.BodyPublishers.ofString("{}"))
            .build(),
        HttpResponse.BodyHandlers.discarding());
    return samples() - before;
  }

  private double samples() throws Exception {
    Matcher found = SAMPLES.matcher(get("/metrics").body());
    return found.find() ? Double.parseDouble(found.group(1)) : 0;
  }
}
