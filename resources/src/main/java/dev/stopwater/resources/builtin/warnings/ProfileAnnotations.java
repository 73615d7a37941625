package dev.stopwater.resources.builtin.warnings;

import dev.stopwater.machinery.value.MapValue;
import java.util.ArrayList;
import java.util.List;

/// What is said of annotations that name a container's profile, as it was done before there were
/// fields.
final class ProfileAnnotations {

  private static final String APP_ARMOR = "container.apparmor.security.beta.kubernetes.io/";
  private static final String SECCOMP = "container.seccomp.security.alpha.kubernetes.io/";
  private static final List<String> CONTAINERS =
      List.of("initContainers", "containers", "ephemeralContainers");

  private ProfileAnnotations() {}

  /// Of a new pod: said before it is judged.
  static List<String> ofPod(MapValue pod) {
    List<String> warnings = new ArrayList<>();
    for (String containers : CONTAINERS) {
      for (MapValue container : pod.mapOrEmpty("spec").listOrEmpty(containers).maps()) {
        appArmor("", pod, container, warnings);
      }
    }
    return warnings;
  }

  /// @param prefix of the path of the pod's metadata
  static void appArmor(String prefix, MapValue pod, MapValue container, List<String> warnings) {
    add(
        prefix,
        APP_ARMOR + container.text("name", ""),
        "deprecated since v1.30; use the \"appArmorProfile\" field instead",
        pod,
        container.mapOrEmpty("securityContext").map("appArmorProfile") != null,
        warnings);
  }

  static void seccomp(String prefix, MapValue pod, MapValue container, List<String> warnings) {
    add(
        prefix,
        SECCOMP + container.text("name", ""),
        "non-functional in v1.27+; use the \"seccompProfile\" field instead",
        pod,
        container.mapOrEmpty("securityContext").map("seccompProfile") != null,
        warnings);
  }

  private static void add(
      String prefix,
      String annotation,
      String text,
      MapValue pod,
      boolean hasField,
      List<String> warnings) {
    if (!hasField && pod.mapOrEmpty("metadata").mapOrEmpty("annotations").has(annotation)) {
      warnings.add(prefix + "metadata.annotations[" + annotation + "]: " + text);
    }
  }
}
