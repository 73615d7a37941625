package dev.stopwater.examples.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Asks a server on this machine.
final class Client implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /// @return status and text
  String get(int port, String path) throws IOException, InterruptedException {
    return shown(client.send(request(port, path), HttpResponse.BodyHandlers.ofString()));
  }

  /// So many times at once, without waiting for answers.
  List<CompletableFuture<String>> ask(int many, int port, String path) {
    List<CompletableFuture<String>> answers = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      answers.add(
          client
              .sendAsync(request(port, path), HttpResponse.BodyHandlers.ofString())
              .thenApply(Client::shown));
    }
    return answers;
  }

  private static HttpRequest request(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(PATIENCE)
        .build();
  }

  private static String shown(HttpResponse<String> response) {
    return response.statusCode() + " " + response.body().strip();
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
