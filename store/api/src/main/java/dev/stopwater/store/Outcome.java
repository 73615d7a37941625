package dev.stopwater.store;

/// What became of a conditional write. Losing a race is an answer, not an exception.
public sealed interface Outcome {

  /// Durable, and every follower has seen it.
  record Committed(long revision) implements Outcome {}

  /// Nothing was written: the key holds another revision than expected.
  record Outrun(Entry winner) implements Outcome {}

  /// Nothing was written: the key was expected and does not exist.
  record Gone() implements Outcome {}
}
