package dev.stopwater.bench.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// The machine and the state of the source, in one line: a figure without them says nothing.
public final class Machine {

  private Machine() {}

  /// @param home the source
  /// @param disk where what is measured writes
  public static String described(Path home, Path disk) {
    return "Commit %s; %d × %s, %s of memory, Linux %s, %s on %s, JDK %s; load average %.1f."
        .formatted(
            commit(home),
            Runtime.getRuntime().availableProcessors(),
            field("/proc/cpuinfo", "model name"),
            gibibytes(field("/proc/meminfo", "MemTotal")),
            System.getProperty("os.version"),
            disk,
            fileSystem(disk),
            Runtime.version(),
            loadAverage());
  }

  public static double loadAverage() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  /// What programs could still have of this machine's memory.
  ///
  /// @throws IOException Linux does not say
  public static long availableMib() throws IOException {
    String digits = field("/proc/meminfo", "MemAvailable").replaceAll("\\D", "");
    if (digits.isEmpty()) {
      throw new IOException("/proc/meminfo has no MemAvailable");
    }
    return Long.parseLong(digits) / 1_024;
  }

  static String gibibytes(String kibibytes) {
    String digits = kibibytes.replaceAll("\\D", "");
    return digits.isEmpty() ? "?" : Math.round(Long.parseLong(digits) / 1048576.0) + " GiB";
  }

  private static String field(String file, String name) {
    try {
      return Files.readAllLines(Path.of(file)).stream()
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).trim())
          .findFirst()
          .orElse("?");
    } catch (IOException e) {
      return "?";
    }
  }

  private static String fileSystem(Path disk) {
    try {
      return Files.getFileStore(disk).type();
    } catch (IOException e) {
      return "?";
    }
  }

  private static String commit(Path home) {
    String at = git(home, "rev-parse", "--short", "HEAD");
    return git(home, "status", "--porcelain", "-uno").isEmpty() ? at : at + " with changes";
  }

  private static String git(Path home, String... words) {
    try {
      java.util.List<String> command = new java.util.ArrayList<>();
      command.add("git");
      command.add("-C");
      command.add(home.toString());
      command.addAll(java.util.List.of(words));
      Process git =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
      return git.waitFor(10, TimeUnit.SECONDS) ? said : "?";
    } catch (IOException e) {
      return "?";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "?";
    }
  }
}
