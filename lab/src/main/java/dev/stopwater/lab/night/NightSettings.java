package dev.stopwater.lab.night;

import dev.stopwater.lab.link.Weather;
import java.time.Duration;

/// How a night goes.
///
/// @param pods on the server
/// @param requests that the platform makes until morning
/// @param timeout of a request on the server; the platform waits three times as long
/// @param seats for requests at once
/// @param pullers the most pulls that the platform has under way
/// @param panels how many pulls the platform's timer begins each second
/// @param evening how long the link is good
/// @param longest after which morning comes in any case
/// @param good the link in the evening and in the morning
/// @param bad the link in the night
/// @param heapMegabytes of the server's JVM
public record NightSettings(
    int pods,
    int requests,
    Duration timeout,
    int seats,
    int pullers,
    int panels,
    Duration evening,
    Duration longest,
    Weather good,
    Weather bad,
    int heapMegabytes,
    long seed) {

  private static final Weather GOOD =
      Weather.of(Duration.ofMillis(20), Duration.ofMillis(5), 200_000_000);
  private static final Weather BAD =
      Weather.of(Duration.ofMillis(60), Duration.ofMillis(30), 8_000_000)
          .withFaults(1, Duration.ofMillis(500), 0);

  public NightSettings {
    if (pods < 1 || requests < 1 || seats < 1 || pullers < 1 || panels < 1) {
      throw new IllegalArgumentException("a night without any of that is none");
    }
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException("--timeout must be positive");
    }
  }

  /// As it was, with minutes for hours.
  public static NightSettings full(long seed) {
    return new NightSettings(
        10_000,
        45_000,
        Duration.ofSeconds(1),
        600,
        580,
        4,
        Duration.ofSeconds(8),
        Duration.ofSeconds(330),
        GOOD,
        BAD,
        1024,
        seed);
  }

  /// For a test: the same in some seconds.
  public static NightSettings small(long seed) {
    return new NightSettings(
        500,
        90,
        Duration.ofSeconds(1),
        20,
        30,
        15,
        Duration.ofSeconds(1),
        Duration.ofSeconds(60),
        GOOD,
        Weather.of(Duration.ofMillis(60), Duration.ofMillis(30), 1_000_000),
        256,
        seed);
  }

  /// The same with other sizes.
  public NightSettings sized(int otherPods, int otherRequests, Duration otherTimeout) {
    return new NightSettings(
        otherPods,
        otherRequests,
        otherTimeout,
        seats,
        pullers,
        panels,
        evening,
        longest,
        good,
        bad,
        heapMegabytes,
        seed);
  }
}
