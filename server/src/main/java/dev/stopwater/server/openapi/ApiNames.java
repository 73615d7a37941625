package dev.stopwater.server.openapi;

import dev.stopwater.resources.definition.Definition;

/// How operations of a group version are named.
record ApiNames(String group, String version) {

  /// `/apis/apps/v1`, `/api/v1`.
  String root() {
    return group.isEmpty() ? "/api/" + version : "/apis/" + group + "/" + version;
  }

  /// `RbacAuthorizationV1` of `rbac.authorization.k8s.io/v1`.
  String prefix() {
    return groupName() + capitalized(version);
  }

  /// `RbacAuthorization`, `Core`.
  String groupName() {
    if (group.isEmpty()) {
      return "Core";
    }
    String domain = ".k8s.io";
    String own =
        group.endsWith(domain) ? group.substring(0, group.length() - domain.length()) : group;
    StringBuilder name = new StringBuilder();
    for (String part : own.split("\\.")) {
      name.append(capitalized(part));
    }
    return name.toString();
  }

  /// `rbacAuthorization`, which groups are tagged with.
  String groupTag() {
    String name = groupName();
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  /// `rbacAuthorization_v1`.
  String tag() {
    return groupTag() + "_" + version;
  }

  /// `NamespacedPod`, `Node`.
  String scoped(Definition definition) {
    return (definition.namespaced() ? "Namespaced" : "") + definition.kind();
  }

  static String capitalized(String word) {
    return word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
