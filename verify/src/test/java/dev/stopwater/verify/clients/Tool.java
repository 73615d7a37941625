package dev.stopwater.verify.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Another program, run to its end.
public final class Tool {

  private static final int MISSING = 127;

  private Tool() {}

  /// What a program said on both of its streams, and how it ended; 127 if there is no such program.
  public record Said(int exit, String text) {}

  /// Runs a command in a folder; one that outlasts its limit is killed and has failed.
  public static Said run(Path folder, Duration limit, String... command)
      throws IOException, InterruptedException {
    return run(folder, limit, Map.of(), command);
  }

  public static Said run(
      Path folder, Duration limit, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "tool", ".out");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    builder.environment().putAll(environment);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return new Said(MISSING, "there is no " + command[0]);
    }
    if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
      return new Said(MISSING, command[0] + " did not end within " + limit);
    }
    return new Said(process.exitValue(), Files.readString(out));
  }

  /// A folder of ours that outlives the tests, in the user's cache.
  public static Path cache(String name) throws IOException {
    String set = System.getenv("XDG_CACHE_HOME");
    Path caches =
        set == null || set.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(set);
    return Files.createDirectories(caches.resolve("stopwater").resolve(name));
  }
}
