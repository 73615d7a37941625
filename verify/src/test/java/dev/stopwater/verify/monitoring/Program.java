package dev.stopwater.verify.monitoring;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Programs of Prometheus, as Debian's package `prometheus` has them.
final class Program {

  private Program() {}

  /// Skips the test aloud where the program is not installed.
  static void require(String name) {
    boolean found =
        List.of(System.getenv("PATH").split(":")).stream()
            .anyMatch(each -> Files.isExecutable(Path.of(each, name)));
    if (!found) {
      System.out.println("skipped: there is no " + name + " (Debian's package prometheus has it)");
    }
    assumeTrue(found, "there is no " + name);
  }

  /// The directory `monitoring`, from wherever the tests run.
  static Path shipped() {
    Path here = Path.of("").toAbsolutePath();
    Path found = here.resolve("monitoring");
    return Files.isDirectory(found) ? found : here.resolveSibling("monitoring");
  }

  /// Runs it to its end; what it said, with its exit code as the last line.
  static String run(Path in, String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(in.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return said + "exit " + process.waitFor();
  }
}
