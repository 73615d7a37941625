package dev.stopwater.profiles;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Go's own reader of profiles.
final class GoPprof {

  private GoPprof() {}

  /// What `go tool pprof` prints about a profile.
  static String read(byte[] profile, String... options) throws Exception {
    Path go = go();
    if (go == null) {
      System.out.println("SKIPPED: there is no Go tool chain on this machine's PATH");
      assumeTrue(false, "there is no Go tool chain on the PATH");
    }
    Path file = Files.createTempFile("test", ".pb.gz");
    Path printed = Files.createTempFile("test", ".txt");
    try {
      Files.write(file, profile);
      List<String> command = new ArrayList<>(List.of(go.toString(), "tool", "pprof"));
      command.addAll(List.of(options));
      command.add(file.toString());
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(printed.toFile())
              .start();
      int code = process.waitFor();
      String text = Files.readString(printed);
      if (code != 0) {
        throw new IOException("go tool pprof " + String.join(" ", options) + ": " + text);
      }
      return text;
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(printed);
    }
  }

  private static Path go() {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, "go"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }
}
