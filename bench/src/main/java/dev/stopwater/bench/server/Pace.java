package dev.stopwater.bench.server;

import picocli.CommandLine.Option;

/// How long and how often.
final class Pace {

  @Option(
      names = "--seconds",
      description = "Of each run. Default: ${DEFAULT-VALUE}",
      defaultValue = "5")
  int seconds;

  @Option(
      names = "--rounds",
      description = "Runs of each server in each case. Default: ${DEFAULT-VALUE}",
      defaultValue = "3")
  int rounds;

  @Option(
      names = "--warm-up",
      paramLabel = "<seconds>",
      description = "Of the same load, before. Default: ${DEFAULT-VALUE}",
      defaultValue = "10")
  int warmUp;

  @Override
  public String toString() {
    return "%d rounds of %d s, after %d s to warm up".formatted(rounds, seconds, warmUp);
  }
}
