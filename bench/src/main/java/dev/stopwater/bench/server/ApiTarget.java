package dev.stopwater.bench.server;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// An API server under load, and the way to put objects into it. Its certificate is not checked:
/// what is measured here stands on this machine.
final class ApiTarget implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int AT_ONCE = 32;

  private final String name;
  private final URI server;
  private final String token;
  private final Processes processes;
  private final HttpClient client;

  ApiTarget(String name, URI server, String token, Processes processes) {
    this.name = name;
    this.server = server;
    this.token = token;
    this.processes = processes;
    this.client = HttpClient.newBuilder().sslContext(anyCertificate()).build();
  }

  String name() {
    return name;
  }

  Processes processes() {
    return processes;
  }

  String url(String path) {
    return server.resolve(path).toString();
  }

  String authorization() {
    return "Bearer " + token;
  }

  /// @throws IOException it did not answer with success
  byte[] get(String path) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        client.send(request(path).build(), HttpResponse.BodyHandlers.ofByteArray());
    return succeeded(answer, path).body();
  }

  boolean ready() throws InterruptedException {
    try {
      get("/readyz");
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /// Creates an object, unless it exists.
  void ensure(String path, String json) throws IOException, InterruptedException {
    succeeded(client.send(post(path, json), HttpResponse.BodyHandlers.ofByteArray()), path);
  }

  /// One object of a crowd.
  interface Numbered {
    String json(int number);
  }

  /// Creates many, some at once.
  void ensureAll(String path, int count, Numbered objects)
      throws IOException, InterruptedException {
    Semaphore places = new Semaphore(AT_ONCE);
    AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
    for (int i = 0; i < count && failed.get() == null; i++) {
      places.acquire();
      client
          .sendAsync(post(path, objects.json(i)), HttpResponse.BodyHandlers.ofByteArray())
          .thenAccept(answer -> {
            if (!accepted(answer.statusCode())) {
              failed.set(new IOException(path + ": " + new String(answer.body())));
            }
          })
          .whenComplete((done, problem) -> {
            if (problem != null) {
              failed.set(problem);
            }
            places.release();
          });
    }
    places.acquire(AT_ONCE);
    if (failed.get() != null) {
      throw new IOException("cannot fill " + name, failed.get());
    }
  }

  private HttpRequest post(String path, String json) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(json))
        .build();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.resolve(path))
        .timeout(PATIENCE)
        .header("Authorization", authorization());
  }

  private static boolean accepted(int status) {
    return status < 300 || status == 409;
  }

  private static HttpResponse<byte[]> succeeded(HttpResponse<byte[]> answer, String path)
      throws IOException {
    if (!accepted(answer.statusCode())) {
      throw new IOException(path + ": " + answer.statusCode() + " " + new String(answer.body()));
    }
    return answer;
  }

  private static SSLContext anyCertificate() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Believer()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Believer extends X509ExtendedTrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
