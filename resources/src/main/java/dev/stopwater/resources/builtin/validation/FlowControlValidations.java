package dev.stopwater.resources.builtin.validation;

import java.util.Map;

/// The rules of `flowcontrol.apiserver.k8s.io`, by
/// [dev.stopwater.resources.definition.Definition#tableKey()].
final class FlowControlValidations {

  static final Map<String, KindValidation> TABLE =
      Map.of(
          "flowcontrol.apiserver.k8s.io/FlowSchema", FlowSchemaValidation.RULES,
          "flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration", PriorityLevelValidation.RULES);

  private FlowControlValidations() {}
}
