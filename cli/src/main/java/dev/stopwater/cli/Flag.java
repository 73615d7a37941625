package dev.stopwater.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;

/// One option of a command and what it was set to. Used by one thread.
final class Flag<T extends @Nullable Object> implements IGetter, ISetter {

  private final Class<?> type;
  private T value;

  /// @param initial what it is if nobody says otherwise
  Flag(Class<?> type, T initial) {
    this.type = type;
    this.value = initial;
  }

  Class<?> type() {
    return type;
  }

  T value() {
    return value;
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as the library has it
  public <V> V get() {
    return (V) value;
  }

  @Override
  @SuppressWarnings("unchecked") // the type is that of T
  public <V> V set(V to) {
    T before = value;
    value = (T) type.cast(to);
    return (V) before;
  }
}
