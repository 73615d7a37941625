package dev.stopwater.resources.builtin.validation;

import java.util.List;
import java.util.Map;

/// The rules of `rbac.authorization.k8s.io`, by
/// [dev.stopwater.resources.definition.Definition#tableKey()].
final class RbacValidations {

  static final Map<String, KindValidation> TABLE =
      Map.of(
          "rbac.authorization.k8s.io/Role",
          RoleValidation.ROLE,
          "rbac.authorization.k8s.io/ClusterRole",
          RoleValidation.CLUSTER_ROLE,
          "rbac.authorization.k8s.io/RoleBinding",
          RoleBindingValidation.rules(List.of("Role", "ClusterRole")),
          "rbac.authorization.k8s.io/ClusterRoleBinding",
          RoleBindingValidation.rules(List.of("ClusterRole")));

  private RbacValidations() {}
}
