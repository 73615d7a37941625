package dev.stopwater.resources.builtin.validation;

import java.util.Map;

/// The rules of the core group, by [dev.stopwater.resources.definition.Definition#tableKey()].
final class CoreValidations {

  static final Map<String, KindValidation> TABLE = Map.of();

  private CoreValidations() {}
}
