package dev.stopwater.resources.builtin.warnings;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Labels of nodes that have had other names for long.
final class NodeLabels {

  private static final Map<String, String> TEXTS =
      Map.of(
          "beta.kubernetes.io/arch", text("v1.14", "kubernetes.io/arch"),
          "beta.kubernetes.io/os", text("v1.14", "kubernetes.io/os"),
          "beta.kubernetes.io/instance-type", text("v1.17", "node.kubernetes.io/instance-type"),
          "failure-domain.beta.kubernetes.io/region",
              text("v1.17", "topology.kubernetes.io/region"),
          "failure-domain.beta.kubernetes.io/zone", text("v1.17", "topology.kubernetes.io/zone"));

  private NodeLabels() {}

  /// What is said of a label, or null of one that is fine.
  static @Nullable String text(String label) {
    return TEXTS.get(label);
  }

  private static String text(String since, String successor) {
    return "deprecated since " + since + "; use \"" + successor + "\" instead";
  }
}
