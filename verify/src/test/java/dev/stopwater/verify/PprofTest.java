package dev.stopwater.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stopwater.cli.Main;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
  void withoutProfilingThereIsNothingToSee() throws Exception {
    try (ServerProcess server =
        ServerProcess.start(home, "--secure-port", "0", "--profiling=false")) {
      assertThat(Client.of(server).get("/debug/pprof/")).isEqualTo("404 page not found\n");
    }
  }

  /// What `go tool pprof` prints of what `stopwater profile` took.
  private String printed(String kubeconfig, String kind) throws Exception {
    Path file = home.resolve(kind + ".pb.gz");
    int code =
        Main.run("profile", "--kubeconfig", kubeconfig, "--kind", kind, "--out", file.toString());
    assertThat(code).isZero();
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
    Process pprof =
        new ProcessBuilder(go.toString(), "tool", "pprof", "-top", file.toString())
            .redirectErrorStream(true)
            .start();
    return new String(pprof.getInputStream().readAllBytes());
  }
}
