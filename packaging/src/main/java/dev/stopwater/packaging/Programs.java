package dev.stopwater.packaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Other programs, of which one is used up to its end.
final class Programs {

  private static final long MINUTES = 5;

  private Programs() {}

  /// @throws IOException it is missing, fails, or has not ended after five minutes
  static void run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException(command.getFirst() + " has not ended after " + MINUTES + " minutes");
    }
    if (process.exitValue() != 0) {
      throw new IOException(command.getFirst() + " failed: " + said.strip());
    }
  }
}
