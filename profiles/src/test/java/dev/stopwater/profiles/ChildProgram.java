package dev.stopwater.profiles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A program of the tests that ran in a JVM of its own.
///
/// @param printed on standard output and standard error
public record ChildProgram(int code, String printed) {

  private static final long MINUTES = 20;

  /// Runs one to its end, with the Serial collector.
  ///
  /// @param words what begins with a dash is for the JVM, the rest for the program
  public static ChildProgram run(Class<?> main, String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    List.of(words).stream().filter(word -> word.startsWith("-")).forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    List.of(words).stream().filter(word -> !word.startsWith("-")).forEach(command::add);
    Path printed = Files.createTempFile("child", ".txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(printed.toFile())
              .start();
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException("did not end: " + Files.readString(printed));
      }
      return new ChildProgram(process.exitValue(), Files.readString(printed));
    } finally {
      Files.deleteIfExists(printed);
    }
  }
}
