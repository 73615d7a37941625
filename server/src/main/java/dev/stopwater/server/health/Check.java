package dev.stopwater.server.health;

/// One thing that must be well for the server to be well.
///
/// @param name as in the answer and in the sub-path
/// @param endpoints where it counts: any of `livez`, `readyz`, `healthz`
public record Check(String name, java.util.Set<String> endpoints, Probe probe) {

  /// Looks, without waiting.
  @FunctionalInterface
  public interface Probe {

    /// @return empty if all is well, else why not
    String look();
  }

  public Check {
    endpoints = java.util.Set.copyOf(endpoints);
  }
}
