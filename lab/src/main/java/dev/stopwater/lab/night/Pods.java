package dev.stopwater.lab.night;

import dev.stopwater.lab.client.ApiClient;
import dev.stopwater.lifecycle.TaskGroup;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/// The pods that a night's server is filled with.
final class Pods {

  private static final int WRITERS = 16;
  private static final int TRIES = 20;
  private static final String PATH = "/api/v1/namespaces/default/pods";

  private Pods() {}

  static String path(int number) {
    return PATH + "/pod-" + number;
  }

  static void fill(ApiClient client, int count) throws IOException, InterruptedException {
    AtomicInteger next = new AtomicInteger();
    try (TaskGroup writers = TaskGroup.open("fill", UnaryOperator.identity())) {
      for (int i = 0; i < WRITERS; i++) {
        writers.fork(() -> {
          for (int number = next.getAndIncrement();
              number < count;
              number = next.getAndIncrement()) {
            create(client, number);
          }
          return next.get();
        });
      }
      writers.join();
    } catch (TaskGroup.FailedException e) {
      throw new IOException("the server cannot be filled: " + e.getCause(), e);
    }
  }

  /// A server that has just started may take longer than a night's timeout: tries again.
  private static void create(ApiClient client, int number)
      throws IOException, InterruptedException {
    String said = "";
    for (int i = 0; i < TRIES; i++) {
      said = tryToCreate(client, number);
      if (said.startsWith("201") || said.startsWith("409")) {
        return;
      }
    }
    throw new IOException("a pod is refused with " + said);
  }

  private static String tryToCreate(ApiClient client, int number) throws InterruptedException {
    try {
      HttpResponse<byte[]> answer = client.send("POST", PATH, pod(number));
      return answer.statusCode() + ": " + new String(answer.body(), StandardCharsets.UTF_8);
    } catch (IOException cut) {
      return cut.toString();
    }
  }

  /// How many bytes a list of all of them has.
  static long listBytes(ApiClient client) throws IOException, InterruptedException {
    IOException last = new IOException("the pods cannot be listed");
    for (int i = 0; i < TRIES; i++) {
      try {
        HttpResponse<byte[]> answer = client.send("GET", "/api/v1/pods", "");
        if (answer.statusCode() == 200) {
          return answer.body().length;
        }
      } catch (IOException cut) {
        last = cut;
      }
    }
    throw last;
  }

  /// Of the size that pods with a few settings have.
  private static String pod(int number) {
    StringBuilder environment = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      environment
          .append(i == 0 ? "" : ",")
          .append(
              "{\"name\":\"SETTING_%d\",\"value\":\"value-%d-of-pod-%d\"}".formatted(i, i, number));
    }
    return """
    {"apiVersion":"v1","kind":"Pod","metadata":{"name":"pod-%d","labels":{"app":"app-%d","team":"team-%d"},
    "annotations":{"example.com/owner":"somebody@example.com","example.com/turn":"0"}},
    "spec":{"nodeName":"node-%d","containers":[{"name":"main","image":"registry.example.com/app:%d",
    "env":[%s],"resources":{"requests":{"cpu":"100m","memory":"128Mi"}}}]}}
    """
        .formatted(number, number % 100, number % 10, number % 50, number % 7, environment);
  }
}
