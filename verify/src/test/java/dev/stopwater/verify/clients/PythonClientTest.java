package dev.stopwater.verify.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.verify.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The Python client, from its published package, in an environment of its own.
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PythonClientTest {

  /// The client that goes with the newest API that we serve.
  private static final String PACKAGE = "kubernetes>=36,<38";

  @TempDir Path home;

  @Test
  void objectsAreCreatedListedPatchedWatchedAndDeleted() throws Exception {
    Optional<Path> python = environment();
    Assumptions.assumeTrue(python.isPresent());
    Path script = Path.of(getClass().getResource("/clients/verbs.py").toURI());
    try (ServerProcess server = ServerProcess.start(home.resolve("data"), "--secure-port", "0")) {
      Tool.Said said =
          Tool.run(
              home,
              Duration.ofMinutes(1),
              python.orElseThrow().toString(),
              script.toString(),
              server.kubeconfig().toString());
      assertThat(said.exit()).as(said.text()).isZero();
    }
  }

  /// The interpreter of an environment with the client in it, which stays for the next run; nothing
  /// if it cannot be made here, which is said aloud.
  private Optional<Path> environment() throws Exception {
    Path folder = Tool.cache("python-client");
    Path python = folder.resolve("bin").resolve("python");
    if (!works(python)) {
      Tool.Said made =
          Tool.run(home, Duration.ofMinutes(1), "python3", "-m", "venv", folder.toString());
      Tool.Said filled =
          made.exit() == 0
              ? Tool.run(
                  home,
                  Duration.ofMinutes(4),
                  python.toString(),
                  "-m",
                  "pip",
                  "install",
                  "--quiet",
                  PACKAGE)
              : made;
      if (filled.exit() != 0) {
        System.out.println("SKIPPED: the Python client, since " + filled.text().strip());
        return Optional.empty();
      }
    }
    return Optional.of(python);
  }

  private boolean works(Path python) throws Exception {
    return Tool.run(home, Duration.ofMinutes(1), python.toString(), "-c", "import kubernetes")
            .exit()
        == 0;
  }
}
