package dev.stopwater.flowcontrol.classify;

import org.jspecify.annotations.Nullable;

/// What sets the flows of one FlowSchema apart.
public enum Distinguisher {
  NONE,
  BY_USER,
  BY_NAMESPACE;

  /// As a FlowSchema's `distinguisherMethod.type` names it; null for none.
  static Distinguisher named(@Nullable String type) {
    return switch (type) {
      case "ByUser" -> BY_USER;
      case "ByNamespace" -> BY_NAMESPACE;
      case null, default -> NONE;
    };
  }

  public String of(RequestDigest request) {
    return switch (this) {
      case NONE -> "";
      case BY_USER -> request.user();
      case BY_NAMESPACE -> request.namespace();
    };
  }
}
