package dev.stopwater.verify.tracing;

import dev.stopwater.assembly.ApiServer;
import dev.stopwater.assembly.ServerConfig;
import dev.stopwater.assembly.pki.Pem;
import dev.stopwater.verify.Client;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A server in this process that follows its requests, and an administrator who asks it.
final class TracedServer implements AutoCloseable {

  static final String MAPS = "/api/v1/namespaces/default/configmaps";

  private final ApiServer server;
  private final HttpClient administrator;
  private final HttpClient stranger;

  private TracedServer(ApiServer server, HttpClient administrator, HttpClient stranger) {
    this.server = server;
    this.administrator = administrator;
    this.stranger = stranger;
  }

  /// @param perMillion of requests that bring no decision
  /// @param environment beside the file
  static TracedServer start(
      Path home, String endpoint, int perMillion, Map<String, String> environment)
      throws Exception {
    Path file =
        Files.writeString(
            home.resolve("tracing.yaml"),
            """
            apiVersion: apiserver.config.k8s.io/v1
            kind: TracingConfiguration
            endpoint: %s
            samplingRatePerMillion: %d
            """
                .formatted(endpoint, perMillion));
    Path tokens =
        Files.writeString(
            home.resolve("tokens.csv"),
            "plain,somebody,1,\"dev\"\nwatcher,watcher,2,\"system:monitoring\"\n");
    ServerConfig usual =
        ServerConfig.of(home)
            .onPort(0)
            .storedIn(ServerConfig.Storage.Kind.MEMORY)
            .traced(new ServerConfig.Tracing(file, environment));
    ServerConfig config =
        new ServerConfig(
            usual.listen(),
            usual.storage(),
            usual.limits(),
            usual.stop(),
            new ServerConfig.Access(null, tokens),
            usual.network(),
            usual.behaviour(),
            usual.tracing());
    ApiServer server = ApiServer.start(config);
    SSLContext own = Client.tls(home.resolve("admin.kubeconfig"));
    return new TracedServer(
        server,
        HttpClient.newBuilder().sslContext(own).build(),
        HttpClient.newBuilder().sslContext(trusting(home)).build());
  }

  private static SSLContext trusting(Path home) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry(
        "ca", Pem.certificates(home.resolve("pki").resolve("ca.crt")).getFirst());
    TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
    trusted.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trusted.getTrustManagers(), null);
    return context;
  }

  HttpResponse<String> ask(String method, String path, String body, String... headers)
      throws Exception {
    return ask(administrator, method, path, body, headers);
  }

  HttpResponse<String> get(String path, String... headers) throws Exception {
    return ask("GET", path, "", headers);
  }

  /// Without a client certificate.
  HttpResponse<String> stranger(String path, String... headers) throws Exception {
    return ask(stranger, "GET", path, "", headers);
  }

  /// Those that it has now.
  String metrics() throws Exception {
    return get("/metrics").body();
  }

  private HttpResponse<String> ask(
      HttpClient client, String method, String path, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    administrator.close();
    stranger.close();
    server.close();
  }
}
