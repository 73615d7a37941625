package dev.stopwater.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The real kubectl, told where a server is.
final class Kubectl {

  private final String program;
  private final Path kubeconfig;
  private final Path home;

  /// What a command said.
  record Said(int exit, String out, String err) {

    String all() {
      return out + err;
    }
  }

  Kubectl(String program, Path kubeconfig, Path home) {
    this.program = program;
    this.kubeconfig = kubeconfig;
    this.home = home;
  }

  Said run(String... arguments) throws IOException, InterruptedException {
    return runWith("", arguments);
  }

  Said runWith(String input, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    Path err = Files.createTempFile(home, "kubectl", ".err");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    builder.environment().put("HOME", home.toString());
    Process process = builder.start();
    try (var stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    }
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("kubectl did not end: " + command);
    }
    return new Said(process.exitValue(), out, Files.readString(err));
  }
}
