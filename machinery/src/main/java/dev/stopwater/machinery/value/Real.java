package dev.stopwater.machinery.value;

import org.jspecify.annotations.Nullable;

/// Any other JSON number.
///
/// @param literal as the client wrote it, such as `1.0`, since messages quote it; empty for a
///   number that was computed. Equality does not look at it.
public record Real(double value, String literal) implements Value {

  public Real(double value) {
    this(value, "");
  }

  @Override
  public Value copy() {
    return this;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Real real && Double.compare(real.value, value) == 0;
  }

  @Override
  public int hashCode() {
    return Double.hashCode(value);
  }
}
