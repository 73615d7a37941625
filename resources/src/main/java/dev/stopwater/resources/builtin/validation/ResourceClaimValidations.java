package dev.stopwater.resources.builtin.validation;

import java.util.Map;

/// The rules of `resource.k8s.io`, by [dev.stopwater.resources.definition.Definition#tableKey()].
final class ResourceClaimValidations {

  static final Map<String, KindValidation> TABLE = Map.of();

  private ResourceClaimValidations() {}
}
