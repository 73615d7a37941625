package dev.stopwater.live;

/// What became of a request that was done on a thread of its own.
public sealed interface Attended {

  /// It was done, and its answer is its own.
  record Done() implements Attended {}

  /// This escaped from it.
  record Failed(Throwable failure) implements Attended {}

  /// Its deadline passed first; it may still be running, and must not be let near the answer.
  ///
  /// @param begun whether it had begun to answer, as far as it said so
  record TimedOut(boolean begun) implements Attended {}

  /// It is proved never to go on.
  record Leaked() implements Attended {}

  /// Nobody is to be answered any more: everything stops.
  record Stopped() implements Attended {}
}
