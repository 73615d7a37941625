package dev.stopwater.resources.builtin.preparation;

import dev.stopwater.machinery.value.MapValue;
import java.util.List;

/// Subresources through which one part of a pod's spec is written.
final class PodParts {

  private PodParts() {}

  /// Makes all of the spec what it was, but for the part that `subresource` is about.
  static void keepOthers(MapValue now, MapValue old, String subresource) {
    MapValue wanted = now.mapOrEmpty("spec");
    MapValue spec = old.mapOrEmpty("spec").copy();
    switch (subresource) {
      case "ephemeralcontainers" -> Preparation.keep("ephemeralContainers", spec, wanted);
      case "resize" -> {
        Preparation.keep("resources", spec, wanted);
        for (String field : List.of("containers", "initContainers")) {
          resize(spec.listOrEmpty(field).maps(), wanted.listOrEmpty(field).maps());
        }
      }
      default -> throw new IllegalArgumentException("no part of a pod: " + subresource);
    }
    now.put("spec", spec);
  }

  private static void resize(List<MapValue> containers, List<MapValue> wanted) {
    for (MapValue container : containers) {
      for (MapValue other : wanted) {
        if (other.text("name", "").equals(container.text("name", ""))) {
          Preparation.keep("resources", container, other);
          Preparation.keep("resizePolicy", container, other);
        }
      }
    }
  }
}
