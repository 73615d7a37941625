package dev.stopwater.resources.builtin.preparation;

import dev.stopwater.machinery.value.MapValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Jobs, which select their pods by their own uid, and daemon sets, which count their templates.
final class WorkloadPreparation {

  private static final String TEMPLATE_GENERATION = "deprecated.daemonset.template.generation";
  private static final String CONTROLLER_UID = "batch.kubernetes.io/controller-uid";

  private WorkloadPreparation() {}

  static void addTo(Map<String, KindRule> rules) {
    rules.put(
        "batch/Job",
        KindRule.creating(WorkloadPreparation::createJob)
            .updating((job, old, now) -> PodPreparation.dropFromTemplate(job, "spec", "template")));
    rules.put(
        "apps/Deployment",
        KindRule.creating((deployment, now) -> dropFromDeployment(deployment))
            .updating((deployment, old, now) -> dropFromDeployment(deployment)));
    rules.put(
        "apps/StatefulSet",
        KindRule.creating((set, now) -> dropFromStatefulSet(set))
            .updating((set, old, now) -> dropFromStatefulSet(set)));
    rules.put(
        "apps/DaemonSet",
        KindRule.creating(WorkloadPreparation::createDaemonSet)
            .updating(WorkloadPreparation::updateDaemonSet));
  }

  private static void dropFromDeployment(MapValue deployment) {
    PodPreparation.dropFromTemplate(deployment, "spec", "template");
    deployment.mapOrEmpty("spec").remove("podReplacementPolicy");
  }

  private static void dropFromStatefulSet(MapValue set) {
    PodPreparation.dropFromTemplate(set, "spec", "template");
    MapValue update = set.mapAt("spec", "updateStrategy", "rollingUpdate");
    if (update != null) {
      update.remove("maxUnavailable");
    }
  }

  private static void createJob(MapValue job, Instant now) {
    MapValue spec = job.mapOrPut("spec");
    PodPreparation.dropFromTemplate(job, "spec", "template");
    if (!spec.flag("manualSelector")) {
      selectByUid(job, spec);
    }
  }

  private static void selectByUid(MapValue job, MapValue spec) {
    MapValue metadata = job.mapOrEmpty("metadata");
    String uid = metadata.text("uid", "");
    String name = metadata.text("name", "");
    MapValue labels = spec.mapOrPut("template").mapOrPut("metadata").mapOrPut("labels");
    for (String prefix : List.of("", "batch.kubernetes.io/")) {
      putUnlessThere(labels, prefix + "job-name", name);
      putUnlessThere(labels, prefix + "controller-uid", uid);
    }
    putUnlessThere(spec.mapOrPut("selector").mapOrPut("matchLabels"), CONTROLLER_UID, uid);
  }

  private static void putUnlessThere(MapValue labels, String key, String value) {
    if (!labels.has(key)) {
      labels.put(key, value);
    }
  }

  private static void createDaemonSet(MapValue set, Instant now) {
    PodPreparation.dropFromTemplate(set, "spec", "template");
    templateGeneration(set, Math.max(1, templateGeneration(set)));
  }

  private static void updateDaemonSet(MapValue set, MapValue old, Instant now) {
    PodPreparation.dropFromTemplate(set, "spec", "template");
    boolean another = !Objects.equals(set.at("spec", "template"), old.at("spec", "template"));
    templateGeneration(set, templateGeneration(old) + (another ? 1 : 0));
  }

  private static long templateGeneration(MapValue set) {
    String text = set.textAt("metadata", "annotations", TEMPLATE_GENERATION);
    try {
      return text == null ? 0 : Long.parseLong(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static void templateGeneration(MapValue set, long number) {
    set.mapOrPut("metadata")
        .mapOrPut("annotations")
        .put(TEMPLATE_GENERATION, Long.toString(number));
  }
}
