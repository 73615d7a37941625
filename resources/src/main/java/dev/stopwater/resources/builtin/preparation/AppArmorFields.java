package dev.stopwater.resources.builtin.preparation;

import dev.stopwater.machinery.value.MapValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// From the annotations that named a container's AppArmor profile to the fields that do so now.
final class AppArmorFields {

  private static final String ANNOTATION = "container.apparmor.security.beta.kubernetes.io/";
  private static final String LOCAL = "localhost/";

  private AppArmorFields() {}

  /// Fills the fields of a new pod's containers that have none.
  static void fill(MapValue pod) {
    MapValue annotations = pod.mapOrEmpty("metadata").mapOrEmpty("annotations");
    for (String containers : List.of("initContainers", "containers")) {
      for (MapValue container : pod.mapOrEmpty("spec").listOrEmpty(containers).maps()) {
        String name = container.text("name", "");
        MapValue profile = profile(annotations.text(ANNOTATION + name, ""));
        if (profile != null
            && container.mapOrEmpty("securityContext").map("appArmorProfile") == null) {
          container.mapOrPut("securityContext").put("appArmorProfile", profile);
        }
      }
    }
  }

  private static @Nullable MapValue profile(String annotation) {
    return switch (annotation) {
      case "unconfined" -> MapValue.of("type", "Unconfined");
      case "runtime/default" -> MapValue.of("type", "RuntimeDefault");
      default ->
          annotation.startsWith(LOCAL)
              ? MapValue.of(
                  "type", "Localhost", "localhostProfile", annotation.substring(LOCAL.length()))
              : null;
    };
  }
}
