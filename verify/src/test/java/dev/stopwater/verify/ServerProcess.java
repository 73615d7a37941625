package dev.stopwater.verify;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server of ours in a process of its own, as `stopwater serve` starts it.
public final class ServerProcess implements AutoCloseable {

  private static final Pattern URL = Pattern.compile("URL +(https://\\S+)");

  private final Process process;
  private final URI url;
  private final Path dataDirectory;

  private ServerProcess(Process process, URI url, Path dataDirectory) {
    this.process = process;
    this.url = url;
    this.dataDirectory = dataDirectory;
  }

  /// Starts one and waits until it has printed its screen.
  public static ServerProcess start(Path dataDirectory, String... flags) throws IOException {
    return start(512, dataDirectory, flags);
  }

  /// @param heap in mebibytes
  static ServerProcess start(int heap, Path dataDirectory, String... flags) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx" + heap + "m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.stopwater.cli.Main",
                "serve",
                "--data-dir",
                dataDirectory.toString()));
    command.addAll(List.of(flags));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Files.createDirectories(dataDirectory).resolve("out.log").toFile())
            .start();
    return new ServerProcess(process, awaitUrl(process, dataDirectory), dataDirectory);
  }

  private static URI awaitUrl(Process process, Path dataDirectory) throws IOException {
    Path log = dataDirectory.resolve("out.log");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (System.nanoTime() < deadline) {
      Matcher url = URL.matcher(Files.readString(log));
      if (url.find()) {
        return URI.create(url.group(1));
      }
      try {
        if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
          break;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    process.destroyForcibly();
    throw new IOException("the server did not start: " + Files.readString(log));
  }

  public URI url() {
    return url;
  }

  public Path kubeconfig() {
    return dataDirectory.resolve("admin.kubeconfig");
  }

  long pid() {
    return process.pid();
  }

  /// As `kill -9`.
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /// As SIGTERM; returns at once.
  void terminate() {
    process.destroy();
  }

  String log() throws IOException {
    return Files.readString(dataDirectory.resolve("out.log"));
  }

  /// As SIGTERM; the exit code.
  int stop() throws InterruptedException {
    terminate();
    return awaitExit();
  }

  int awaitExit() throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("the server did not stop within its bound");
    }
    return process.exitValue();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
