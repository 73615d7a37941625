package dev.stopwater.cli;

import dev.stopwater.assembly.ServerConfig;
import java.time.Duration;
import picocli.CommandLine.Option;

/// How a server ends that is told to.
final class StopFlags {

  @Option(
      names = "--shutdown-delay-duration",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "For which everything is still served while /readyz fails. Default: 0s")
  private Duration delay = ServerConfig.Stop.STANDARD.delay();

  @Option(
      names = "--shutdown-send-retry-after",
      arity = "0..1",
      fallbackValue = "true",
      description =
          "Keep the port open and tell new requests to come back (429) until the others are done."
              + " Default: ${DEFAULT-VALUE}")
  private boolean comeBack = ServerConfig.Stop.STANDARD.comeBack();

  @Option(
      names = "--shutdown-watch-termination-grace-period",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Over how long the ends of watches are spread. Default: 0s")
  private Duration watches = ServerConfig.Stop.STANDARD.watches();

  ServerConfig.Stop stop() {
    return new ServerConfig.Stop(ServerConfig.Stop.STANDARD.bound(), delay, comeBack, watches);
  }
}
