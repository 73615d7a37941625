package dev.stopwater.monitor;

/// What there is of each thing at the most; zero where there is no end to it.
///
/// @param heap bytes
/// @param resident bytes of memory that the process may have
/// @param held bytes that requests may hold
public record Limits(long heap, long resident, long held) {

  public static final Limits NONE = new Limits(0, 0, 0);

  long of(Signal signal) {
    return switch (signal) {
      case HEAP -> heap;
      case RESIDENT -> resident;
      case HELD -> held;
      case OUTLIVED, WATCHERS, THREADS -> 0;
    };
  }
}
