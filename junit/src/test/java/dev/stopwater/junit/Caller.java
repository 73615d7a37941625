package dev.stopwater.junit;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Asks a cluster with nothing but the JDK, its authority and its token.
final class Caller implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Cluster cluster;
  private final HttpClient http;

  Caller(Cluster cluster) throws Exception {
    this.cluster = cluster;
    KeyStore believed = KeyStore.getInstance("PKCS12");
    believed.load(null, null);
    believed.setCertificateEntry(
        "ca",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(
                    cluster.caCertificate().getBytes(StandardCharsets.US_ASCII))));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(believed);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, trust.getTrustManagers(), null);
    http = HttpClient.newBuilder().sslContext(tls).connectTimeout(PATIENCE).build();
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(cluster.url() + path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + cluster.token())
        .header("Content-Type", "application/json");
  }

  HttpResponse<String> ask(String path) throws Exception {
    return http.send(to(path).build(), BodyHandlers.ofString());
  }

  int status(String path) throws Exception {
    return ask(path).statusCode();
  }

  int make(String name) throws Exception {
    return make(cluster.namespace(), name);
  }

  int make(String namespace, String name) throws Exception {
    String json =
        """
        {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"%s"}}\
        """
            .formatted(name);
    return http.send(
            to(configMaps(namespace)).POST(BodyPublishers.ofString(json)).build(),
            BodyHandlers.ofString())
        .statusCode();
  }

  int delete(String path) throws Exception {
    return http.send(to(path).DELETE().build(), BodyHandlers.ofString()).statusCode();
  }

  static String configMaps(String namespace) {
    return "/api/v1/namespaces/" + namespace + "/configmaps";
  }

  /// The resource version of a list of nothing.
  long revision() throws Exception {
    String list = ask("/api/v1/persistentvolumes").body();
    return Long.parseLong(list.replaceAll("(?s).*\"resourceVersion\":\"([0-9]+)\".*", "$1"));
  }

  @Override
  public void close() {
    http.close();
  }
}
