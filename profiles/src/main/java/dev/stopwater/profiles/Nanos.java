package dev.stopwater.profiles;

import java.time.Instant;

/// Instants as pprof counts them.
final class Nanos {

  private Nanos() {}

  static long of(Instant instant) {
    return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
  }
}
