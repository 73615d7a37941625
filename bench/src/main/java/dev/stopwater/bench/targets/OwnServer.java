package dev.stopwater.bench.targets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// This source's server, as the launcher starts it, with a directory that is thrown away.
@SuppressWarnings("try") // what is closed waits for who works for it
public final class OwnServer implements AutoCloseable {

  private static final int START_SECONDS = 120;
  private static final int STOP_SECONDS = 45;

  private final Process process;
  private final Path directory;
  private final Thread ifInterrupted;

  private OwnServer(Process process, Path directory) {
    this.process = process;
    this.directory = directory;
    this.ifInterrupted = new Thread(process::destroy, "stop-server");
    Runtime.getRuntime().addShutdownHook(ifInterrupted);
  }

  /// @param home the source
  /// @throws IOException it does not start; with its log
  public static OwnServer start(Path home, int port, Targets.Own how)
      throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("stopwater-bench");
    Path tokens =
        Files.writeString(directory.resolve("tokens.csv"), "bench,bench,1,\"system:masters\"\n");
    List<String> command = new ArrayList<>();
    command.addAll(command(home, port, directory.resolve("data")));
    command.add("--token-auth-file=" + tokens);
    command.addAll(how.flags());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().merge("STOPWATER_JAVA_OPTS", how.javaOptions(), (a, b) -> a + " " + b);
    Process process = builder.redirectOutput(directory.resolve("serve.log").toFile()).start();
    OwnServer server = new OwnServer(process, directory);
    try {
      server.awaitUrl();
      server.writeKubeconfig(port);
      return server;
    } catch (IOException | InterruptedException e) {
      server.close();
      throw e;
    }
  }

  /// What starts it, with a durable store in a directory.
  public static List<String> command(Path home, int port, Path data) {
    return List.of(
        home.resolve("stopwater").toString(),
        "serve",
        "--secure-port=" + port,
        "--bind-address=127.0.0.1",
        "--data-dir=" + data);
  }

  private void awaitUrl() throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!log().contains("URL")) {
      if (process.waitFor(100, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
        throw new IOException("the server does not start:\n" + log());
      }
    }
  }

  public String log() throws IOException {
    return Files.readString(directory.resolve("serve.log"), UTF_8);
  }

  private void writeKubeconfig(int port) throws IOException {
    Files.writeString(
        kubeconfig(),
        """
        current-context: bench
        contexts: [{name: bench, context: {cluster: bench, user: bench}}]
        clusters: [{name: bench, cluster: {server: 'https://127.0.0.1:%d', certificate-authority: '%s'}}]
        users: [{name: bench, user: {token: bench}}]
        """
            .formatted(port, directory.resolve("data/pki/ca.crt")));
  }

  public Path kubeconfig() {
    return directory.resolve("kubeconfig");
  }

  @Override
  public void close() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    Runtime.getRuntime().removeShutdownHook(ifInterrupted);
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
