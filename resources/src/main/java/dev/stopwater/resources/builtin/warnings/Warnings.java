package dev.stopwater.resources.builtin.warnings;

import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.definition.Definition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a write is warned about although it is valid: names that make poor hostnames, fields that
/// do nothing any more, values that will be read in another way than written.
public final class Warnings {

  /// Where the pod's spec is in the kinds that have a template.
  private static final Map<String, String> TEMPLATES =
      Map.of(
          "apps/Deployment", "spec.template",
          "apps/StatefulSet", "spec.template",
          "apps/DaemonSet", "spec.template",
          "apps/ReplicaSet", "spec.template",
          "ReplicationController", "spec.template",
          "batch/Job", "spec.template",
          "batch/CronJob", "spec.jobTemplate.spec.template",
          "PodTemplate", "template");

  /// Kinds whose name begins those of their pods.
  private static final Set<String> NAMES_PODS =
      Set.of("apps/Deployment", "apps/ReplicaSet", "ReplicationController", "batch/Job");

  private static final String SURPRISE =
      ", which can result in surprising behavior; a DNS label is recommended: "
          + "[must not contain dots]";

  private Warnings() {}

  /// What a new object is warned about before it is judged, and so even if it is refused.
  public static List<String> early(Definition definition, MapValue object) {
    return definition.tableKey().equals("Pod") ? ProfileAnnotations.ofPod(object) : List.of();
  }

  /// @param object as it is stored, with its defaults
  /// @param old what it replaces, or null at creation
  public static List<String> of(Definition definition, MapValue object, @Nullable MapValue old) {
    List<String> warnings = new ArrayList<>();
    String kind = definition.tableKey();
    if (old == null) {
      name(kind, object, warnings);
    }
    String template = TEMPLATES.get(kind);
    if (kind.equals("Pod")) {
      if (old == null) {
        PodWarnings.add("", object, warnings);
      }
    } else if (template != null) {
      OtherWarnings.job(kind, object, warnings);
      MapValue now = object.mapAt(template.split("\\.", -1));
      MapValue before = old == null ? null : old.mapAt(template.split("\\.", -1));
      if (now != null && !now.equals(before)) {
        PodWarnings.add(template + ".", now, warnings);
      }
    } else {
      OtherWarnings.add(kind, object, old == null, warnings);
    }
    return warnings;
  }

  private static void name(String kind, MapValue object, List<String> warnings) {
    String name = object.mapOrEmpty("metadata").text("name", "");
    if (!name.contains(".")) {
      return;
    }
    if (kind.equals("Pod")) {
      warnings.add("metadata.name: this is used in the Pod's hostname" + SURPRISE);
    } else if (NAMES_PODS.contains(kind)) {
      warnings.add("metadata.name: this is used in Pod names and hostnames" + SURPRISE);
    }
  }
}
