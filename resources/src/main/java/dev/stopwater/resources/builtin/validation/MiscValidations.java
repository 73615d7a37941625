package dev.stopwater.resources.builtin.validation;

import java.util.Map;

/// The rules of groups of one kind or two, by
/// [dev.stopwater.resources.definition.Definition#tableKey()].
final class MiscValidations {

  static final Map<String, KindValidation> TABLE =
      Map.of(
          "coordination.k8s.io/Lease", LeaseValidation.RULES,
          "node.k8s.io/RuntimeClass", RuntimeClassValidation.RULES,
          "events.k8s.io/Event", NewEventValidation.RULES);

  private MiscValidations() {}
}
