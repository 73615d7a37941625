package dev.stopwater.machinery.value;

/// Any other JSON number.
public record Real(double value) implements Value {

  @Override
  public Value copy() {
    return this;
  }
}
