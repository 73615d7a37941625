package dev.stopwater.lab.link;

import java.time.Duration;

/// What a link is like at some time.
///
/// @param latency what each byte takes in one direction, at least
/// @param jitter what may come on top, drawn for each piece of bytes; their order is kept
/// @param bytesPerSecond what all connections together may carry in each direction
/// @param stallChance how often, of one piece of bytes, a direction stands still for [#stall]
/// @param stall for how long
/// @param resetChance how often, of one piece of bytes, a connection is reset
public record Weather(
    Duration latency,
    Duration jitter,
    long bytesPerSecond,
    double stallChance,
    Duration stall,
    double resetChance) {

  /// Nothing in the way: as fast as this machine.
  public static final Weather CLEAR =
      new Weather(Duration.ZERO, Duration.ZERO, Long.MAX_VALUE, 0, Duration.ZERO, 0);

  public Weather {
    if (latency.isNegative() || jitter.isNegative() || stall.isNegative()) {
      throw new IllegalArgumentException("a link takes time, it gives none back");
    }
    if (bytesPerSecond < 1) {
      throw new IllegalArgumentException("a link that carries nothing is stalled, not slow");
    }
    if (stallChance < 0 || stallChance > 1 || resetChance < 0 || resetChance > 1) {
      throw new IllegalArgumentException("a chance is between 0 and 1");
    }
  }

  /// Without stalls and resets.
  public static Weather of(Duration latency, Duration jitter, long bytesPerSecond) {
    return new Weather(latency, jitter, bytesPerSecond, 0, Duration.ZERO, 0);
  }

  /// The same, with faults: of each thousand pieces of bytes, so many.
  public Weather withFaults(int stallsOfThousand, Duration lasting, int resetsOfThousand) {
    return new Weather(
        latency, jitter, bytesPerSecond, stallsOfThousand / 1e3, lasting, resetsOfThousand / 1e3);
  }
}
