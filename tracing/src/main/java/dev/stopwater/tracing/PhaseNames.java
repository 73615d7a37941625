package dev.stopwater.tracing;

/// What a phase is called as a span: by kube-apiserver's name where it has one.
final class PhaseNames {

  private PhaseNames() {}

  /// Empty for what is no span of its own.
  static String of(String phase) {
    return switch (phase) {
      case "", "serve" -> "";
      case "authenticate" -> "authentication";
      case "flow control" -> "priorityandfairness";
      case "authorize" -> "authorization";
      case "respond" -> "SerializeObject";
      default -> phase;
    };
  }
}
