package dev.stopwater.resources.builtin.warnings;

import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the spec of a pod, or of a template for pods, is warned about.
final class PodWarnings {

  private static final Map<String, String> VOLUMES = volumes();

  private static final Map<String, String> ANNOTATIONS = annotations();

  private PodWarnings() {}

  /// @param prefix of the paths in the texts: empty, or such as `spec.template.`
  static void add(String prefix, MapValue pod, List<String> warnings) {
    MapValue spec = pod.mapOrEmpty("spec");
    String path = prefix + "spec.";
    PlacementWarnings.nodes(path, spec, warnings);
    annotations(prefix, pod, warnings);
    volumes(path + "volumes", spec.listOrEmpty("volumes"), warnings);
    VolumePaths.add(spec.listOrEmpty("volumes"), warnings);
    hosts(path + "hostAliases", spec.listOrEmpty("hostAliases"), warnings);
    secrets(path + "imagePullSecrets", spec.listOrEmpty("imagePullSecrets"), warnings);
    for (String containers : List.of("initContainers", "containers")) {
      int index = 0;
      for (MapValue container : spec.listOrEmpty(containers).maps()) {
        if (!prefix.isEmpty()) {
          ProfileAnnotations.appArmor(prefix, pod, container, warnings);
        }
        ProfileAnnotations.seccomp(prefix, pod, container, warnings);
        container(path + containers + "[" + index++ + "]", container, warnings);
      }
    }
    PortWarnings.add(path, spec, warnings);
    PlacementWarnings.pods(path, spec, warnings);
    if (spec.integer("terminationGracePeriodSeconds", 0) < 0) {
      warnings.add(
          path
              + "terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will"
              + " be treated as 1");
    }
  }

  private static void annotations(String path, MapValue pod, List<String> warnings) {
    MapValue metadata = pod.mapOrEmpty("metadata");
    ANNOTATIONS.forEach((annotation, text) -> {
      boolean hasField =
          annotation.startsWith("seccomp.")
              && pod.mapOrEmpty("spec").mapOrEmpty("securityContext").map("seccompProfile") != null;
      if (!hasField && metadata.mapOrEmpty("annotations").has(annotation)) {
        warnings.add(path + "metadata.annotations[" + annotation + "]: " + text);
      }
    });
  }

  private static void hosts(String path, ListValue aliases, List<String> warnings) {
    Set<String> addresses = new HashSet<>();
    int index = 0;
    for (MapValue alias : aliases.maps()) {
      String address = alias.text("ip", "");
      if (!addresses.add(address)) {
        warnings.add(path + "[" + index + "].ip: duplicate ip \"" + address + "\"");
      }
      index++;
    }
  }

  private static void volumes(String path, ListValue volumes, List<String> warnings) {
    int index = 0;
    for (MapValue volume : volumes.maps()) {
      for (Map.Entry<String, String> old : VOLUMES.entrySet()) {
        if (volume.map(old.getKey()) != null) {
          warnings.add(path + "[" + index + "]." + shown(old.getKey()) + ": " + old.getValue());
        }
      }
      index++;
    }
  }

  static String shown(String volume) {
    return volume.equals("storageos") ? "storageOS" : volume;
  }

  private static void secrets(String path, ListValue secrets, List<String> warnings) {
    Set<String> names = new HashSet<>();
    int index = 0;
    for (MapValue secret : secrets.maps()) {
      String name = secret.text("name", "");
      if (name.isEmpty()) {
        warnings.add(path + "[" + index + "].name: invalid empty name \"\"");
      } else if (!names.add(name)) {
        warnings.add(path + "[" + index + "].name: duplicate name \"" + name + "\"");
      }
      index++;
    }
  }

  private static void container(String path, MapValue container, List<String> warnings) {
    MapValue resources = container.mapOrEmpty("resources");
    for (String resource : List.of("memory", "ephemeral-storage")) {
      for (String kind : List.of("limits", "requests")) {
        Fractions.add(path + ".resources." + kind, resources.map(kind), resource, warnings);
      }
    }
    Set<String> names = new HashSet<>();
    int index = 0;
    for (MapValue variable : container.listOrEmpty("env").maps()) {
      String name = variable.text("name", "");
      if (!names.add(name)) {
        warnings.add(
            path
                + ".env["
                + index
                + "]: hides previous definition of \""
                + name
                + "\", which may be dropped when using apply");
      }
      index++;
    }
  }

  private static Map<String, String> annotations() {
    Map<String, String> texts = new LinkedHashMap<>();
    String instead = " field instead";
    texts.put(
        "scheduler.alpha.kubernetes.io/critical-pod",
        "non-functional in v1.16+; use the \"priorityClassName\"" + instead);
    texts.put(
        "security.alpha.kubernetes.io/sysctls",
        "non-functional in v1.11+; use the \"sysctls\"" + instead);
    texts.put(
        "security.alpha.kubernetes.io/unsafe-sysctls",
        "non-functional in v1.11+; use the \"sysctls\"" + instead);
    texts.put(
        "seccomp.security.alpha.kubernetes.io/pod",
        "non-functional in v1.27+; use the \"seccompProfile\"" + instead);
    return texts;
  }

  /// What is said of each kind of volume that is no longer supported.
  private static Map<String, String> volumes() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("photonPersistentDisk", "deprecated in v1.11, non-functional in v1.16+");
    texts.put("gitRepo", "deprecated in v1.11, and disabled by default in v1.33+");
    texts.put("scaleIO", "deprecated in v1.16, non-functional in v1.22+");
    texts.put("flocker", "deprecated in v1.22, non-functional in v1.25+");
    texts.put("storageos", "deprecated in v1.22, non-functional in v1.25+");
    texts.put("quobyte", "deprecated in v1.22, non-functional in v1.25+");
    texts.put("glusterfs", "deprecated in v1.25, non-functional in v1.26+");
    texts.put("cephfs", "deprecated in v1.28, non-functional in v1.31+");
    texts.put("rbd", "deprecated in v1.28, non-functional in v1.31+");
    return texts;
  }

  /// The text about a kind of volume that is no longer supported, for each such field.
  static Map<String, String> volumeTexts() {
    return VOLUMES;
  }
}
