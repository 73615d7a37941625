package dev.stopwater.resources.builtin.validation;

import java.util.Map;

/// The rules of `rbac.authorization.k8s.io`, by
/// [dev.stopwater.resources.definition.Definition#tableKey()].
final class RbacValidations {

  static final Map<String, KindValidation> TABLE = Map.of();

  private RbacValidations() {}
}
