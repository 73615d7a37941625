package dev.stopwater.store.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A Java process of a test's own, small and quick to start.
final class ChildProcess {

  private final Process process;
  private final BufferedReader lines;
  private final List<String> output = new ArrayList<>();

  private ChildProcess(Process process) {
    this.process = process;
    this.lines = process.inputReader(StandardCharsets.UTF_8);
  }

  static ChildProcess start(Class<?> main, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    return new ChildProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /// Runs to the end.
  static ChildProcess run(Class<?> main, String... arguments) throws Exception {
    ChildProcess child = start(main, arguments);
    child.readAll();
    child.process.waitFor();
    return child;
  }

  /// Waits for its next line; null at the end.
  @Nullable String readLine() throws IOException {
    String line = lines.readLine();
    if (line != null) {
      output.add(line);
    }
    return line;
  }

  private void readAll() throws IOException {
    while (readLine() != null) {}
  }

  /// Kills it as `kill -9` does, and reads what it had said before.
  void kill() throws Exception {
    process.toHandle().destroyForcibly(); // unlike the process itself, leaves its output readable
    readAll();
    process.waitFor();
  }

  List<String> output() {
    return output;
  }
}
