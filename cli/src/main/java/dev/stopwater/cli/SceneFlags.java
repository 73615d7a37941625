package dev.stopwater.cli;

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
      description = "That behave badly. Default: ${DEFAULT-VALUE}")
  int clients = 50;

  @Option(
      names = "--limit",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "How long to wait for the server to let go. Default: 150s")
  Duration limit = Duration.ofSeconds(150);

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Of requests, on the server that is started. Default: 10s")
  Duration timeout = Duration.ofSeconds(10);

  @Option(names = "--pid", description = "Of the server's process, whose memory is then looked at.")
  long pid;
}
