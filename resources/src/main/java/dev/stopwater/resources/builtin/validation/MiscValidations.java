package dev.stopwater.resources.builtin.validation;

import java.util.Map;

/// The rules of groups of one kind or two, by
/// [dev.stopwater.resources.definition.Definition#tableKey()].
final class MiscValidations {

  static final Map<String, KindValidation> TABLE = Map.of();

  private MiscValidations() {}
}
