package dev.stopwater.machinery.value;

/// A JSON string.
public record Text(String value) implements Value {

  @Override
  public Value copy() {
    return this;
  }
}
