package dev.stopwater.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The real kubectl, from the PATH, if it is 1.32 or newer.
final class Kubectl {

  private static final Pattern MINOR = Pattern.compile("v1\\.(\\d+)");
  private static final int OLDEST = 32;

  private final Path kubeconfig;
  private final Path home;

  /// What a command said.
  record Said(int exit, String out, String err) {

    String all() {
      return out + err;
    }
  }

  Kubectl(Path kubeconfig, Path home) {
    this.kubeconfig = kubeconfig;
    this.home = home;
  }

  /// Why kubectl cannot be used here, or nothing.
  static Optional<String> missing() {
    try {
      Process process =
          new ProcessBuilder("kubectl", "version", "--client").redirectErrorStream(true).start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher minor = MINOR.matcher(out);
      boolean fine = minor.find() && Integer.parseInt(minor.group(1)) >= OLDEST;
      return fine
          ? Optional.empty()
          : Optional.of("kubectl on the PATH is older than 1." + OLDEST + ": " + out.strip());
    } catch (IOException e) {
      return Optional.of("there is no kubectl on the PATH");
    }
  }

  Said run(String... arguments) throws IOException, InterruptedException {
    return runWith("", arguments);
  }

  Said runWith(String input, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("kubectl"));
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
