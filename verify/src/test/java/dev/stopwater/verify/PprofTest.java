package dev.stopwater.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.stopwater.cli.Main;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A running server's profiles, as a person, a command and Go's tool get them.
class PprofTest {

  @TempDir Path home;

  @Test
  void theProfilesOfARunningServerAreServed() throws Exception {
    try (ServerProcess server = ServerProcess.start(home, "--secure-port", "0")) {
      Client client = Client.of(server);
      assertThat(client.get("/debug/pprof/"))
          .contains("href=\"goroutine?debug=1\"", "href=\"ui?profile=heap\"");
      assertThat(client.get("/debug/pprof/goroutine?debug=2"))
          .contains("store-writer", "\"route\":\"GET /debug/pprof/goroutine\"", ".java:");
      assertThat(client.get("/debug/pprof/ui?profile=goroutine"))
          .contains("<span style=")
          .doesNotContain("<script", "http://", "https://");
      assertThat(client.get("/debug/pprof/leak?debug=2")).startsWith("leak profile: total 0,");
      assertThat(client.get("/debug/pprof/profile?seconds=1e9")).contains("at most 300");
      assertThat(client.get("/debug/pprof/nonsense")).isEqualTo("Unknown profile\n");
      assertThat(client.get("/debug/pprof/cmdline")).contains("dev.stopwater.cli.Main\0serve");
      assertThat(client.get("/metrics")).contains("stopwater_leaks_proven_total 0.0");
      String kubeconfig = server.kubeconfig().toString();
      assertThat(Main.run("leaks", "--kubeconfig", kubeconfig)).isZero();
      assertThat(Main.run("top", "--once", "--kubeconfig", kubeconfig)).isZero();
      for (String kind : List.of("goroutine", "heap", "threadcreate", "leak", "late")) {
        assertThat(printed(kubeconfig, kind)).contains("Type: ");
      }
    }
  }

  @Test
  void goesToolReadsEveryProfileFromTheServer() throws Exception {
    try (ServerProcess server =
            ServerProcess.start(home.resolve("data"), "--secure-port", "0", "--store", "memory");
        HttpClient client = HttpClient.newBuilder().sslContext(Client.tls(server)).build()) {
      HttpServer proxy = proxy(server, client);
      String there = "http://127.0.0.1:" + proxy.getAddress().getPort() + "/debug/pprof/";
      Map<String, String> types = new LinkedHashMap<>();
      types.put("goroutine", "goroutine");
      types.put("leak", "leak");
      types.put("goroutineleak", "leak");
      types.put("late", "late");
      types.put("heap?gc=1", "inuse_space");
      types.put("delta_heap", "inuse_space");
      types.put("heap?seconds=1", "inuse_space");
      types.put("allocs?seconds=1", "alloc_space");
      types.put("profile?seconds=1", "cpu");
      types.put("block?seconds=1", "delay");
      types.put("mutex?seconds=1", "delay");
      types.put("threadcreate", "threadcreate");
      for (Map.Entry<String, String> each : types.entrySet()) {
        Path file = home.resolve("profile.pb.gz");
        pprof("-proto", "-output=" + file, there + each.getKey());
        for (String view : List.of("-top", "-traces", "-tree")) {
          assertThat(pprof(view, file.toString()))
              .as(view + " of " + each.getKey())
              .contains("Type: " + each.getValue());
        }
      }
      proxy.stop(0);
    }
  }

  /// What `kubectl proxy` does: Go's tool has no way to show who it is.
  private static HttpServer proxy(ServerProcess server, HttpClient client) throws IOException {
    HttpServer proxy = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    proxy.createContext(
        "/",
        exchange -> {
          try (exchange) {
            HttpRequest request =
                HttpRequest.newBuilder(server.url().resolve(exchange.getRequestURI())).build();
            HttpResponse<byte[]> answer =
                client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
        });
    proxy.start();
    return proxy;
  }

  @Test
  void withoutProfilingThereIsNothingToSee() throws Exception {
    try (ServerProcess server =
        ServerProcess.start(home, "--secure-port", "0", "--profiling=false")) {
      assertThat(Client.of(server).get("/debug/pprof/")).isEqualTo("404 page not found\n");
      assertThat(Client.of(server).send("GET", "/debug/pprof/goroutine", "").statusCode())
          .isEqualTo(404);
    }
  }

  /// What `go tool pprof` prints of what `stopwater profile` took.
  private String printed(String kubeconfig, String kind) throws Exception {
    Path file = home.resolve(kind + ".pb.gz");
    int code =
        Main.run("profile", "--kubeconfig", kubeconfig, "--kind", kind, "--out", file.toString());
    assertThat(code).isZero();
    return pprof("-top", file.toString());
  }

  private String pprof(String... words) throws Exception {
    Path go =
        Stream.of(System.getenv("PATH").split(":"))
            .map(folder -> Path.of(folder, "go"))
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(null);
    if (go == null) {
      System.out.println("SKIPPED: there is no Go tool chain on this machine's PATH");
      assumeTrue(false, "there is no Go tool chain on the PATH");
    }
    List<String> command = new ArrayList<>(List.of(go.toString(), "tool", "pprof"));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PPROF_TMPDIR", home.toString());
    Process pprof = builder.start();
    String printed = new String(pprof.getInputStream().readAllBytes());
    assertThat(pprof.waitFor()).as(printed).isZero();
    return printed;
  }
}
