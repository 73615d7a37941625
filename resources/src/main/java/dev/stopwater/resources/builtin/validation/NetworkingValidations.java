package dev.stopwater.resources.builtin.validation;

import java.util.Map;

/// The rules of `networking.k8s.io` and `discovery.k8s.io`, by
/// [dev.stopwater.resources.definition.Definition#tableKey()].
final class NetworkingValidations {

  static final Map<String, KindValidation> TABLE = Map.of();

  private NetworkingValidations() {}
}
