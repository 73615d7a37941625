package dev.stopwater.lab.night;

import java.io.Closeable;

/// A platform for administrators, behind the link.
sealed interface Platform extends Closeable permits PullingPlatform, ListeningPlatform {

  /// Begins its work; returns at once.
  void begin();

  /// Whether it has made all the requests of its night.
  boolean done();

  Tally tally();

  /// Gives up what is under way, and ends; again does nothing.
  void stop();

  @Override
  default void close() {
    stop();
  }

  /// What became of its requests so far.
  ///
  /// @param sent those that were begun
  /// @param served with what was asked for, in full
  /// @param timedOut answered with 504
  /// @param cut in the middle, by the server or by the link
  /// @param refused with 429
  /// @param givenUp by the platform itself, which waits only so long
  /// @param failed in any other way
  record Tally(
      long sent, long served, long timedOut, long cut, long refused, long givenUp, long failed) {}
}
