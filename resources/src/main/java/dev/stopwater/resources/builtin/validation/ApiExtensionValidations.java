package dev.stopwater.resources.builtin.validation;

import java.util.Map;

/// The rules of `apiextensions.k8s.io` and `apiregistration.k8s.io`, by
/// [dev.stopwater.resources.definition.Definition#tableKey()].
final class ApiExtensionValidations {

  static final Map<String, KindValidation> TABLE =
      Map.of(
          "apiextensions.k8s.io/CustomResourceDefinition", CustomResourceDefinitionValidation.RULES,
          "apiregistration.k8s.io/APIService", ApiServiceValidation.RULES);

  private ApiExtensionValidations() {}
}
