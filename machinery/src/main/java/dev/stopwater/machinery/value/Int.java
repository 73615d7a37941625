package dev.stopwater.machinery.value;

/// A JSON number without fraction that fits 64 bits.
public record Int(long value) implements Value {

  @Override
  public Value copy() {
    return this;
  }
}
