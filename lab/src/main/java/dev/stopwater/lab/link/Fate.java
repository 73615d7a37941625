package dev.stopwater.lab.link;

import java.util.Random;

/// What happens to the pieces of bytes of one direction of one connection, drawn from a seed: the
/// same seed, connection and weather give the same fate. One thread.
final class Fate {

  private final Random random;

  /// @param connection counted from 0 in the order of arrival
  Fate(long seed, long connection, boolean downstream) {
    this.random = new Random((seed * 31 + connection) * 2 + (downstream ? 1 : 0));
  }

  /// What happens to one piece.
  ///
  /// @param delayNanos until it arrives
  /// @param stallNanos for which nothing arrives before that
  record Piece(long delayNanos, long stallNanos, boolean reset) {}

  /// Draws the next. Each takes three numbers, whatever the weather.
  Piece next(Weather weather) {
    long jitter = (long) (random.nextDouble() * weather.jitter().toNanos());
    boolean stalls = random.nextDouble() < weather.stallChance();
    boolean resets = random.nextDouble() < weather.resetChance();
    return new Piece(
        weather.latency().toNanos() + jitter, stalls ? weather.stall().toNanos() : 0, resets);
  }
}
