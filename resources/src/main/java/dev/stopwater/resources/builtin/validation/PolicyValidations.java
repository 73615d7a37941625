package dev.stopwater.resources.builtin.validation;

import java.util.Map;

/// The rules of `policy` and `scheduling.k8s.io`, by
/// [dev.stopwater.resources.definition.Definition#tableKey()].
final class PolicyValidations {

  static final Map<String, KindValidation> TABLE =
      Map.of(
          "policy/PodDisruptionBudget", PodDisruptionBudgetValidation.RULES,
          "scheduling.k8s.io/PriorityClass", PriorityClassValidation.RULES);

  private PolicyValidations() {}
}
