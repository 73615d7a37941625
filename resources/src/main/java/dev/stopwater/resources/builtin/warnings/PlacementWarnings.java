package dev.stopwater.resources.builtin.warnings;

import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;

/// What a pod's spec is warned about as to where it may run.
final class PlacementWarnings {

  private static final String NULL_SELECTOR =
      ".labelSelector: a null labelSelector results in matching no pod";
  private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
  private static final String PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";

  private PlacementWarnings() {}

  /// What comes before the warnings about containers.
  static void nodes(String path, MapValue spec, List<String> warnings) {
    spec.mapOrEmpty("nodeSelector").keys().stream()
        .sorted()
        .forEach(label -> {
          String text = NodeLabels.text(label);
          if (text != null) {
            warnings.add(path + "nodeSelector[" + label + "]: " + text);
          }
        });
    nodeAffinity(path + "affinity.nodeAffinity.", spec, warnings);
    spread(path + "topologySpreadConstraints", spec, warnings);
  }

  private static void nodeAffinity(String path, MapValue spec, List<String> warnings) {
    MapValue affinity = spec.mapOrEmpty("affinity").mapOrEmpty("nodeAffinity");
    nodeTerms(path + REQUIRED + ".nodeSelectorTerms", affinity.mapOrEmpty(REQUIRED), warnings);
    int index = 0;
    for (MapValue term : affinity.listOrEmpty(PREFERRED).maps()) {
      String at = path + PREFERRED + "[" + index++ + "].preference";
      term(at, term.mapOrEmpty("preference"), warnings);
    }
  }

  /// @param selector a node selector
  static void nodeTerms(String path, MapValue selector, List<String> warnings) {
    int index = 0;
    for (MapValue term : selector.listOrEmpty("nodeSelectorTerms").maps()) {
      term(path + "[" + index++ + "]", term, warnings);
    }
  }

  private static void term(String path, MapValue term, List<String> warnings) {
    int index = 0;
    for (MapValue expression : term.listOrEmpty("matchExpressions").maps()) {
      key(path + ".matchExpressions[" + index++ + "].key", expression.text("key", ""), warnings);
    }
  }

  private static void key(String path, String label, List<String> warnings) {
    String text = NodeLabels.text(label);
    if (text != null) {
      warnings.add(path + ": " + label + " is " + text);
    }
  }

  private static void spread(String path, MapValue spec, List<String> warnings) {
    int index = 0;
    for (MapValue constraint : spec.listOrEmpty("topologySpreadConstraints").maps()) {
      String at = path + "[" + index++ + "]";
      key(at + ".topologyKey", constraint.text("topologyKey", ""), warnings);
      if (constraint.map("labelSelector") == null) {
        warnings.add(at + NULL_SELECTOR);
      }
    }
  }

  /// What comes after them.
  static void pods(String path, MapValue spec, List<String> warnings) {
    for (String kind : List.of("podAffinity", "podAntiAffinity")) {
      MapValue affinity = spec.mapOrEmpty("affinity").mapOrEmpty(kind);
      String at = path + "affinity." + kind + ".";
      terms(at + REQUIRED, affinity.listOrEmpty(REQUIRED), false, warnings);
      terms(at + PREFERRED, affinity.listOrEmpty(PREFERRED), true, warnings);
    }
  }

  private static void terms(String path, ListValue terms, boolean weighted, List<String> warnings) {
    int index = 0;
    for (MapValue each : terms.maps()) {
      String at = path + "[" + index++ + "]";
      MapValue term = weighted ? each.mapOrEmpty("podAffinityTerm") : each;
      if (term.map("labelSelector") == null) {
        warnings.add(at + (weighted ? ".podAffinityTerm" : "") + NULL_SELECTOR);
      }
    }
  }
}
