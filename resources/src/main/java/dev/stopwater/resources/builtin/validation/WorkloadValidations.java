package dev.stopwater.resources.builtin.validation;

import java.util.Map;

/// The rules of workloads (`apps`), by [dev.stopwater.resources.definition.Definition#tableKey()].
final class WorkloadValidations {

  static final Map<String, KindValidation> TABLE =
      Map.of(
          "apps/Deployment", DeploymentValidation.RULES,
          "apps/ReplicaSet", ReplicaSetValidation.RULES,
          "apps/StatefulSet", StatefulSetValidation.RULES,
          "apps/DaemonSet", DaemonSetValidation.RULES,
          "apps/ControllerRevision", ControllerRevisionValidation.RULES);

  private WorkloadValidations() {}
}
