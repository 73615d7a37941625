package dev.stopwater.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole server is killed with -9 in the middle of a loop of writes and started again.
class RestartTest {

  private static final int WRITERS = 8;
  private static final int ENOUGH = 200;

  @TempDir Path home;

  @Test
  void afterAKillEveryAcknowledgedWriteIsThereAndWatchesGoOn() throws Exception {
    Path data = home.resolve("data");
    Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    long watchFrom;
    try (ServerProcess server = ServerProcess.start(data, "--secure-port", "0")) {
      Client client = Client.of(server);
      watchFrom = client.revision(client.get("/api/v1/namespaces/default/configmaps"));
      writeUntilKilled(server, client, acknowledged);
    }
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ENOUGH);
    long newest = acknowledged.values().stream().mapToLong(Long::longValue).max().orElseThrow();
    try (ServerProcess server = ServerProcess.start(data, "--secure-port", "0")) {
      Client client = Client.of(server);
      acknowledged.forEach((name, revision) ->
          assertThat(client.revision(client.get(path(name)))).as(name).isEqualTo(revision));
      HttpResponse<String> later = client.create("after");
      assertThat(client.revision(later.body())).as("revisions go on growing").isGreaterThan(newest);
      List<String> watched = client.watchedNames(watchFrom);
      assertThat(watched).containsAll(acknowledged.keySet()).contains("after");
      assertThat(watched).doesNotHaveDuplicates();
    }
  }

  private static String path(String name) {
    return "/api/v1/namespaces/default/configmaps/" + name;
  }

  private static void writeUntilKilled(
      ServerProcess server, Client client, Map<String, Long> acknowledged) throws Exception {
    AtomicLong numbers = new AtomicLong();
    AtomicBoolean killed = new AtomicBoolean();
    try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      for (int i = 0; i < WRITERS; i++) {
        writers.execute(() -> {
          while (!killed.get()) {
            String name = "w" + numbers.incrementAndGet();
            HttpResponse<String> answer = client.tryCreate(name);
            if (answer != null && answer.statusCode() == 201) {
              acknowledged.put(name, client.revision(answer.body()));
            }
          }
        });
      }
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
      while (acknowledged.size() < ENOUGH && System.nanoTime() < deadline) {
        Thread.onSpinWait();
      }
      server.kill();
      killed.set(true);
    }
  }
}
