package dev.stopwater.lab.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// A client of one API server, with connections of its own. Any thread.
public final class ApiClient implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final Target target;
  private final HttpClient http;
  private final String agent;
  private final Duration patience;

  /// @param agent how it names itself
  /// @param patience how long it waits for the head of an answer
  public ApiClient(Target target, String agent, Duration patience) {
    this.target = target;
    this.agent = agent;
    this.patience = patience;
    this.http = HttpClient.newBuilder().sslContext(target.tls()).connectTimeout(CONNECT).build();
  }

  public HttpRequest get(String path) {
    return request(path).build();
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(target.url() + path))
            .timeout(patience)
            .header("User-Agent", agent);
    return target.token().isEmpty()
        ? request
        : request.header("Authorization", "Bearer " + target.token());
  }

  /// Sends any request and keeps the whole answer; the body is JSON, or empty for none.
  public HttpResponse<byte[]> send(String method, String path, String body)
      throws IOException, InterruptedException {
    return send(method, path, "application/json", body);
  }

  public HttpResponse<byte[]> send(String method, String path, String type, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        request(path)
            .header("Content-Type", type)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  /// The body of a GET that must succeed.
  public String text(String path) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = http.send(get(path), HttpResponse.BodyHandlers.ofByteArray());
    String body = new String(answer.body(), StandardCharsets.UTF_8);
    if (answer.statusCode() != 200) {
      throw new IOException("GET " + path + " is answered " + answer.statusCode() + ": " + body);
    }
    return body;
  }

  /// Begins a GET; cancelling what is returned gives the request up.
  public <T> CompletableFuture<HttpResponse<T>> begin(
      String path, HttpResponse.BodyHandler<T> body) {
    return http.sendAsync(get(path), body);
  }

  /// Gives up all that is under way.
  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}
