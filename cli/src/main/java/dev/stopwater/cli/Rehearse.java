package dev.stopwater.cli;

import dev.stopwater.assembly.Ahead;
import dev.stopwater.assembly.ApiServer;
import dev.stopwater.assembly.ServerConfig;
import dev.stopwater.assembly.StartException;
import dev.stopwater.assembly.pki.Pem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import picocli.CommandLine.Command;

/// `stopwater dev rehearse`: a server in a directory that is thrown away, a few requests of each
/// kind, and the end; nothing is printed. Run with `-XX:AOTCacheOutput=FILE`, the JVM writes down
/// what a start needs, and later starts with `-XX:AOTCache=FILE` find it ready (JEP 514).
@Command(
    name = "rehearse",
    description = "Start, serve a few requests and stop, for the JVM to learn from (AOT cache).")
final class Rehearse implements Callable<Integer> {

  private static final String TOKEN = "rehearsal";
  private static final int STARTS = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String OBJECT =
      """
      {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "one"}, "data": {"a": "b"}}
      """;

  private record Step(String method, String path, String type, String body) {

    static Step get(String path) {
      return new Step("GET", path, "", "");
    }
  }

  private static final String MAPS = "/api/v1/namespaces/default/configmaps";

  private static final List<Step> STEPS =
      List.of(
          Step.get("/readyz"),
          Step.get("/version"),
          Step.get("/api"),
          Step.get("/apis"),
          Step.get("/openapi/v3"),
          Step.get("/openapi/v3/apis/apps/v1"),
          Step.get("/api/v1/namespaces"),
          new Step("POST", MAPS, "application/json", OBJECT),
          new Step("PATCH", MAPS + "/one", "application/merge-patch+json", "{\"data\": {}}"),
          Step.get(MAPS + "/one"),
          Step.get(MAPS + "?watch=true&timeoutSeconds=1&resourceVersion=0"),
          new Step("DELETE", MAPS + "/one", "", ""),
          Step.get("/metrics"));

  /// Who asks first, often without HTTP/2.
  private static final List<Step> BY_PROBES =
      List.of(Step.get("/readyz"), Step.get("/livez"), Step.get("/api/v1/namespaces"));

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("stopwater-rehearsal");
    try {
      perform(directory);
      return 0;
    } catch (StartException | GeneralSecurityException e) {
      System.err.println("stopwater: the rehearsal failed: " + e.getMessage());
      return 1;
    } finally {
      remove(directory);
    }
  }

  /// Twice in one directory: the first start makes keys and objects, the second finds them.
  private static void perform(Path directory)
      throws StartException, GeneralSecurityException, IOException, InterruptedException {
    Path tokens = directory.resolve("tokens.csv");
    Files.writeString(tokens, TOKEN + ",rehearsal,1,\"system:masters\"\n");
    for (int start = 1; start <= STARTS; start++) {
      serve(directory, tokens);
    }
  }

  /// As `stopwater serve` does, from the first flag to the screen.
  @SuppressWarnings("try") // what is closed waits for who works for it
  private static void serve(Path directory, Path tokens)
      throws StartException, GeneralSecurityException, IOException, InterruptedException {
    try (Ahead ahead = Ahead.begin()) {
      Serve command = new Serve();
      Main.over(Map.of("serve", command.spec()))
          .parseArgs(
              "serve",
              "--data-dir=" + directory,
              "--secure-port=0",
              "--bind-address=127.0.0.1",
              "--token-auth-file=" + tokens);
      serve(directory, command.config());
    }
  }

  private static void serve(Path directory, ServerConfig config)
      throws StartException, GeneralSecurityException, IOException, InterruptedException {
    try (ApiServer server = ApiServer.start(config);
        HttpClient older = client(directory, HttpClient.Version.HTTP_1_1);
        HttpClient newer = client(directory, HttpClient.Version.HTTP_2)) {
      new Signals(server).install();
      Screen.of(server);
      play(older, server, BY_PROBES);
      play(newer, server, STEPS);
    }
  }

  private static void play(HttpClient client, ApiServer server, List<Step> steps)
      throws IOException, InterruptedException {
    for (Step step : steps) {
      client.send(request(server, step), HttpResponse.BodyHandlers.discarding());
    }
  }

  private static HttpClient client(Path directory, HttpClient.Version version)
      throws StartException, GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry(
        "ca", Pem.certificates(directory.resolve("pki").resolve("ca.crt")).getFirst());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, trust.getTrustManagers(), null);
    return HttpClient.newBuilder()
        .version(version)
        .sslContext(tls)
        .connectTimeout(PATIENCE)
        .build();
  }

  private static HttpRequest request(ApiServer server, Step step) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.url() + step.path()))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + TOKEN)
            .method(step.method(), HttpRequest.BodyPublishers.ofString(step.body()));
    if (!step.type().isEmpty()) {
      request.header("Content-Type", step.type());
    }
    return request.build();
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
