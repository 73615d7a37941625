package dev.stopwater.lab.scene;

import dev.stopwater.lab.client.ApiClient;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/// The ConfigMaps that a scene makes on a server, and takes away again: 20 MB together, and a small
/// one for the other client.
final class Objects implements AutoCloseable {

  static final String ALL = "/api/v1/namespaces/default/configmaps";
  static final String SMALL = ALL + "/stopwater-lab-small";
  static final String OURS = ALL + "?labelSelector=stopwater-lab%3Dscene";
  private static final int COUNT = 100;
  private static final int BYTES = 200_000;

  private final ApiClient client;

  private Objects(ApiClient client) {
    this.client = client;
  }

  static Objects make(ApiClient client) throws IOException, InterruptedException {
    Objects objects = new Objects(client);
    for (int i = 0; i < COUNT; i++) {
      check(client.send("POST", ALL, map(String.valueOf(i), "x".repeat(BYTES))));
    }
    check(client.send("POST", ALL, map("small", "x")));
    return objects;
  }

  /// Changes every one of them.
  void change(char content) throws IOException, InterruptedException {
    for (int i = 0; i < COUNT; i++) {
      String text = String.valueOf(content).repeat(BYTES);
      check(client.send("PUT", ALL + "/stopwater-lab-" + i, map(String.valueOf(i), text)));
    }
  }

  private static void check(HttpResponse<byte[]> answer) throws IOException {
    if (answer.statusCode() >= 300 && answer.statusCode() != 409) {
      throw new IOException(
          "the server refuses an object with "
              + answer.statusCode()
              + ": "
              + new String(answer.body(), StandardCharsets.UTF_8));
    }
  }

  private static String map(String name, String content) {
    return """
    {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"stopwater-lab-%s",\
    "labels":{"stopwater-lab":"scene"}},"data":{"x":"%s"}}
    """
        .formatted(name, content);
  }

  @Override
  public void close() throws IOException {
    try {
      client.send("DELETE", OURS, "");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
