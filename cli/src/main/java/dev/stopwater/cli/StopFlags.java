package dev.stopwater.cli;

import dev.stopwater.assembly.ServerConfig;
import java.time.Duration;

/// How a server ends that is told to.
final class StopFlags {

  private final Flag<Duration> delay;
  private final Flag<Boolean> comeBack;
  private final Flag<Duration> watches;

  StopFlags(Flags flags) {
    delay =
        flags.duration(
            "--shutdown-delay-duration",
            ServerConfig.Stop.STANDARD.delay(),
            "For which everything is still served while /readyz fails. Default: 0s");
    comeBack =
        flags.either(
            "--shutdown-send-retry-after",
            ServerConfig.Stop.STANDARD.comeBack(),
            "Keep the port open and tell new requests to come back (429) until the others are done."
                + " Default: ${DEFAULT-VALUE}");
    watches =
        flags.duration(
            "--shutdown-watch-termination-grace-period",
            ServerConfig.Stop.STANDARD.watches(),
            "Over how long the ends of watches are spread. Default: 0s");
  }

  ServerConfig.Stop stop() {
    return new ServerConfig.Stop(
        ServerConfig.Stop.STANDARD.bound(), delay.value(), comeBack.value(), watches.value());
  }
}
