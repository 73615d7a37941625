package dev.stopwater.cli;

import dev.stopwater.lab.night.Memory;
import dev.stopwater.lab.scene.SceneSettings;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What the four scenes of the lab are told.
final class SceneFlags {

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "A server to play it against. Default: one of ours, started for it.")
  @Nullable Path kubeconfig;

  @Option(
      names = "--not-loopback",
      description = "Twice: play it against a server that is not on this machine.")
  boolean[] notLoopback = {};

  @Option(
      names = "--clients",
      paramLabel = "N",
      description = "How many of them. Default: ${DEFAULT-VALUE}")
  private int clients = 50;

  @Option(
      names = "--limit",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description =
          "How long to wait for the server to let go, once the last of them has come. Default:"
              + " 150s")
  private Duration limit = Duration.ofSeconds(150);

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Of requests, on the server that is started. Default: 10s")
  private @Nullable Duration timeout;

  @Option(
      names = "--pid",
      paramLabel = "PID",
      description = "With --kubeconfig: the server's process, whose memory is then looked at.")
  private long pid;

  Duration timeout() {
    return timeout == null ? Duration.ofSeconds(10) : timeout;
  }

  /// @throws IllegalArgumentException they are not for the server of a kubeconfig
  SceneSettings against() {
    if (timeout != null) {
      throw new IllegalArgumentException("--timeout is for the server that is started here");
    }
    if (pid != 0 && Memory.resident(pid) < 0) {
      throw new IllegalArgumentException("there is no process " + pid + " on this machine");
    }
    return new SceneSettings(clients, limit, pid);
  }

  /// @throws IllegalArgumentException they are not for a server that is started here
  SceneSettings againstOurs() {
    if (pid != 0) {
      throw new IllegalArgumentException("--pid goes with --kubeconfig");
    }
    return new SceneSettings(clients, limit, 0);
  }
}
