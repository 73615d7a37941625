package dev.stopwater.resources.builtin.preparation;

import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Null;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Pods, and the pods in templates.
final class PodPreparation {

  private static final Set<String> DONE = Set.of("Succeeded", "Failed");
  private static final long DEFAULT_GRACE_SECONDS = 30;

  private PodPreparation() {}

  static void addTo(Map<String, KindRule> rules) {
    rules.put(
        "Pod",
        KindRule.creating(PodPreparation::create)
            .updating(PodPreparation::update)
            .writingStatus(PodPreparation::status));
    rules.put("PodTemplate", template("template"));
    for (String kind : List.of("apps/ReplicaSet", "ReplicationController")) {
      rules.put(kind, template("spec", "template"));
    }
    rules.put("batch/CronJob", template("spec", "jobTemplate", "spec", "template"));
  }

  private static KindRule template(String... path) {
    return KindRule.creating((object, now) -> dropFromTemplate(object, path))
        .updating((object, old, now) -> dropFromTemplate(object, path));
  }

  static void dropFromTemplate(MapValue object, String... path) {
    MapValue template = object.mapAt(path);
    if (template != null) {
      dropUnreleased(template.mapOrEmpty("spec"));
    }
  }

  private static void create(MapValue pod, Instant now) {
    MapValue spec = pod.mapOrPut("spec");
    dropUnreleased(spec);
    AppArmorFields.fill(pod);
    MatchLabelKeys.resolve(spec, pod.mapOrEmpty("metadata").mapOrEmpty("labels"));
    MapValue status = MapValue.of("phase", "Pending");
    if (!spec.listOrEmpty("schedulingGates").isEmpty()) {
      status.put("conditions", ListValue.of(gated(now)));
    }
    status.put("qosClass", QualityOfService.of(spec));
    pod.put("status", status);
  }

  private static MapValue gated(Instant now) {
    return MapValue.of(
            "type",
            "PodScheduled",
            "status",
            "False",
            "lastProbeTime",
            Null.NULL,
            "lastTransitionTime",
            Times.of(now))
        .put("reason", "SchedulingGated")
        .put("message", "Scheduling is blocked due to non-empty scheduling gates");
  }

  private static void update(MapValue pod, MapValue old, Instant now) {
    dropUnreleased(pod.mapOrEmpty("spec"));
  }

  private static void status(MapValue pod, MapValue old, Instant now) {
    MapValue status = pod.mapOrPut("status");
    if (status.text("qosClass", "").isEmpty()) {
      String before = old.textAt("status", "qosClass");
      status.put("qosClass", before == null ? QualityOfService.of(old.mapOrEmpty("spec")) : before);
    }
  }

  /// A pod that never ran or is done ends at once; another as late as its spec says.
  static long gracePeriodSeconds(MapValue pod, @Nullable Long asked) {
    MapValue spec = pod.mapOrEmpty("spec");
    boolean bound = !spec.text("nodeName", "").isEmpty();
    boolean done = DONE.contains(pod.mapOrEmpty("status").text("phase", ""));
    if (!bound || done) {
      return 0;
    }
    long period =
        asked == null
            ? spec.integer("terminationGracePeriodSeconds", DEFAULT_GRACE_SECONDS)
            : asked;
    return period < 0 ? 1 : period;
  }

  /// Takes out fields that the API knows and no release serves yet, as upstream's gates do.
  private static void dropUnreleased(MapValue spec) {
    spec.remove("workloadRef");
    spec.remove("schedulingGroup");
    for (MapValue container : allContainers(spec)) {
      MapValue lifecycle = container.map("lifecycle");
      if (lifecycle != null && lifecycle.remove("stopSignal") != null && lifecycle.isEmpty()) {
        container.remove("lifecycle");
      }
    }
    for (MapValue volume : spec.listOrEmpty("volumes").maps()) {
      volume
          .mapOrEmpty("projected")
          .listOrEmpty("sources")
          .maps()
          .forEach(source -> {
            source.remove("podCertificate");
            source.remove("clusterTrustBundle");
          });
      StoragePreparation.normalizeSources(
          volume.mapOrEmpty("ephemeral").mapOrEmpty("volumeClaimTemplate").mapOrEmpty("spec"),
          false);
    }
  }

  static List<MapValue> allContainers(MapValue spec) {
    List<MapValue> containers = new ArrayList<>(spec.listOrEmpty("initContainers").maps());
    containers.addAll(spec.listOrEmpty("containers").maps());
    containers.addAll(spec.listOrEmpty("ephemeralContainers").maps());
    return containers;
  }
}
