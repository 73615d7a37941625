package dev.stopwater.profiles;

/// What a number of a profile counts, in pprof's words: `goroutine` in `count`, `cpu` in
/// `nanoseconds`.
public record ValueType(String type, String unit) {

  static ValueType count(String type) {
    return new ValueType(type, "count");
  }
}
