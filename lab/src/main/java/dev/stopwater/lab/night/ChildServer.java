package dev.stopwater.lab.night;

import dev.stopwater.lab.client.Target;
import dev.stopwater.lab.handoff.HandOver;
import dev.stopwater.lifecycle.Threads;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A [NightServer] in its process, seen from the lab. One thread asks; another listens.
public final class ChildServer implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration ANSWER = Duration.ofMinutes(5);
  private static final Duration STOP = Duration.ofSeconds(30);

  private final Process process;
  private final Path log;
  private final Writer commands;
  private final BlockingQueue<Sample> answers = new LinkedBlockingQueue<>();

  private ChildServer(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.commands = process.outputWriter(StandardCharsets.UTF_8);
  }

  /// Starts one.
  ///
  /// @param directory for its keys and its log
  /// @param samples is told each of them, on a thread of `threads`
  public static ChildServer start(
      HandOver handOver,
      NightSettings settings,
      Path directory,
      Threads threads,
      Consumer<Sample.Threads> samples)
      throws IOException {
    Path log = Files.createDirectories(directory).resolve("server.log");
    Process process =
        new ProcessBuilder(command(handOver, settings, directory))
            .redirectError(log.toFile())
            .start();
    ChildServer child = new ChildServer(process, log);
    threads.virtual("night-listener").newThread(() -> child.listen(samples)).start();
    return child;
  }

  private static List<String> command(HandOver handOver, NightSettings settings, Path directory) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-Xms" + settings.heapMegabytes() + "m",
        "-Xmx" + settings.heapMegabytes() + "m",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"),
        NightServer.class.getName(),
        handOver.name(),
        String.valueOf(settings.timeout().toMillis()),
        String.valueOf(settings.seats()),
        directory.toString());
  }

  private void listen(Consumer<Sample.Threads> samples) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        switch (Sample.read(line)) {
          case Sample.Threads now -> samples.accept(now);
          case Sample answer -> answers.add(answer);
        }
      }
    } catch (IOException gone) {
      // the process has ended; whoever waits for an answer will see it
    }
  }

  /// Waits until it listens.
  public Target awaitReady() throws IOException, InterruptedException {
    return Target.of(Path.of(answer(Sample.Ready.class, START).kubeconfig()));
  }

  long heap() throws IOException, InterruptedException {
    say("heap");
    return answer(Sample.Heap.class, ANSWER).bytes();
  }

  Census census() throws IOException, InterruptedException {
    say("census");
    return answer(Census.class, ANSWER);
  }

  private void say(String command) throws IOException {
    commands.write(command + "\n");
    commands.flush();
  }

  private <T extends Sample> T answer(Class<T> kind, Duration patience)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() - end < 0) {
      Sample answer = answers.poll(1, TimeUnit.SECONDS);
      if (answer != null) {
        return kind.cast(answer);
      }
      if (!process.isAlive()) {
        break;
      }
    }
    throw new IOException("the server of the night does not answer; its log:\n" + tail());
  }

  private String tail() throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
  }

  public long pid() {
    return process.pid();
  }

  Path log() {
    return log;
  }

  @Override
  public void close() {
    try {
      commands.close();
    } catch (IOException gone) {
      // it has ended already
    }
    try {
      if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
