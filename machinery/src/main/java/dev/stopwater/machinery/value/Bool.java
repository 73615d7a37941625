package dev.stopwater.machinery.value;

/// `true` or `false`.
public record Bool(boolean value) implements Value {

  @Override
  public Value copy() {
    return this;
  }
}
