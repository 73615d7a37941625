package dev.stopwater.verify.bytes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.stopwater.assembly.ApiServer;
import dev.stopwater.assembly.ServerConfig;
import dev.stopwater.verify.Client;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bytes first: what was encoded once is sent from where it lies. The figures are those of all
/// threads of this process but the reader's.
class AllocationTest {

  private static final int OBJECTS = 10_000;
  private static final int AT_ONCE = 50;
  private static final int ROUNDS = 4; // the first warms up
  private static final String MAPS = "/api/v1/namespaces/default/configmaps";
  private static final String VALUE = "x".repeat(1_900);
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TempDir static Path home;
  private static ApiServer server;
  private static SSLContext tls;

  @BeforeAll
  static void fill() throws Exception {
    ServerConfig config =
        ServerConfig.of(home).onPort(0).storedIn(ServerConfig.Storage.Kind.MEMORY);
    server = ApiServer.start(config);
    tls = Client.tls(home.resolve("admin.kubeconfig"));
    try (HttpClient client = HttpClient.newBuilder().sslContext(tls).build()) {
      for (int i = 0; i < OBJECTS; i += AT_ONCE) {
        create(client, i);
      }
    }
  }

  private static void create(HttpClient client, int from) {
    List<CompletableFuture<HttpResponse<Void>>> answers = new ArrayList<>();
    for (int i = from; i < from + AT_ONCE; i++) {
      String body =
          "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"a%05d\"},\"data\":{\"a\":\"%s\"}}"
              .formatted(i, VALUE);
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(server.url() + MAPS))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      answers.add(client.sendAsync(request, HttpResponse.BodyHandlers.discarding()));
    }
    answers.forEach(answer -> assertThat(answer.join().statusCode()).isEqualTo(201));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  /// Bytes that a request costs on average once the server is warm: the least of some rounds, since
  /// how soon the JIT has done its work is the machine's affair.
  private static long perRequest(SSLContext trust, int port, String path, int times)
      throws Exception {
    long least = Long.MAX_VALUE;
    try (RawReader reader = new RawReader(trust, port)) {
      for (int round = 0; round < ROUNDS; round++) {
        long before = others();
        for (int i = 0; i < times; i++) {
          reader.get(path);
        }
        least = Math.min(least, (others() - before) / times);
      }
    }
    return least;
  }

  private static long others() {
    return THREADS.getTotalThreadAllocatedBytes() - THREADS.getCurrentThreadAllocatedBytes();
  }

  private static int port() {
    return URI.create(server.url()).getPort();
  }

  @Test
  void aListOfTenThousandObjectsOfTwoKilobytesAllocatesAtMostTwoMegabytes() throws Exception {
    try (RawReader reader = new RawReader(tls, port())) {
      assertThat(reader.get(MAPS)).isGreaterThan(OBJECTS * 2_000L);
    }
    long allocated = perRequest(tls, port(), MAPS, 40);
    System.out.println("allocated for each LIST of " + OBJECTS + ": " + allocated);
    assertThat(allocated).isLessThanOrEqualTo(2_000_000);
  }

  @Test
  void aGetAllocatesAtMostEightKilobytesBeyondTheEngineItself() throws Exception {
    String path = MAPS + "/a00001";
    byte[] body;
    try (HttpClient client = HttpClient.newBuilder().sslContext(tls).build()) {
      body =
          client
              .send(
                  HttpRequest.newBuilder(URI.create(server.url() + path)).build(),
                  HttpResponse.BodyHandlers.ofByteArray())
              .body();
    }
    assertThat(new String(body, UTF_8)).contains(VALUE);
    long engine;
    try (TrivialServer trivial = TrivialServer.answering(body, home.resolve("pki"))) {
      engine = perRequest(tls, trivial.port(), path, 3_000);
    }
    long whole = perRequest(tls, port(), path, 3_000);
    System.out.println("allocated for each GET: " + whole + ", of which the engine " + engine);
    assertThat(whole - engine).isLessThanOrEqualTo(8 * 1024);
  }
}
