package dev.stopwater.resources.builtin.defaults;

import dev.stopwater.machinery.value.Int;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import dev.stopwater.resources.builtin.versions.AutoscalerVersions;
import java.util.Map;

/// Defaults of what makes pods, and of what scales those makers.
final class WorkloadDefaults {

  private WorkloadDefaults() {}

  static void addTo(Map<String, Rule> rules) {
    rules.put("apps.v1.DeploymentStrategy", WorkloadDefaults::deploymentStrategy);
    rules.put("apps.v1.DaemonSetUpdateStrategy", WorkloadDefaults::daemonSetStrategy);
    rules.put("apps.v1.StatefulSetSpec", WorkloadDefaults::statefulSet);
    rules.put("apps.v1.StatefulSetUpdateStrategy", WorkloadDefaults::statefulSetStrategy);
    rules.put("core.v1.ReplicationController", WorkloadDefaults::replicationController);
    rules.put("batch.v1.Job", WorkloadDefaults::job);
    rules.put("autoscaling.v1.HorizontalPodAutoscaler", WorkloadDefaults::autoscalerV1);
    rules.put("autoscaling.v2.HorizontalPodAutoscalerSpec", WorkloadDefaults::autoscalerV2);
    rules.put("autoscaling.v2.HorizontalPodAutoscalerBehavior", WorkloadDefaults::behavior);
  }

  private static boolean rolling(MapValue strategy) {
    String type = strategy.text("type", "");
    return type.isEmpty() || type.equals("RollingUpdate");
  }

  private static void deploymentStrategy(MapValue strategy) {
    if (rolling(strategy)) {
      MapValue update = strategy.mapOrPut("rollingUpdate");
      putIfAbsent(update, "maxUnavailable", new Text("25%"));
      putIfAbsent(update, "maxSurge", new Text("25%"));
    }
  }

  private static void daemonSetStrategy(MapValue strategy) {
    if (rolling(strategy)) {
      MapValue update = strategy.mapOrPut("rollingUpdate");
      putIfAbsent(update, "maxUnavailable", new Int(1));
      putIfAbsent(update, "maxSurge", new Int(0));
    }
  }

  private static void statefulSetStrategy(MapValue strategy) {
    boolean chosen = strategy.text("type", "").equals("RollingUpdate");
    if (!chosen && rolling(strategy)) {
      strategy.put("type", "RollingUpdate").mapOrPut("rollingUpdate");
    }
    MapValue update = strategy.map("rollingUpdate");
    if (update != null && rolling(strategy)) {
      putIfAbsent(update, "partition", new Int(0));
    }
  }

  private static void statefulSet(MapValue spec) {
    spec.mapOrPut("persistentVolumeClaimRetentionPolicy");
    for (MapValue claim : spec.listOrEmpty("volumeClaimTemplates").maps()) {
      claim.put("kind", "PersistentVolumeClaim").put("apiVersion", "v1");
    }
  }

  private static void replicationController(MapValue controller) {
    MapValue spec = controller.mapOrPut("spec");
    MapValue labels = spec.mapAt("template", "metadata", "labels");
    if (labels == null || labels.isEmpty()) {
      return;
    }
    if (spec.mapOrEmpty("selector").isEmpty()) {
      spec.put("selector", labels.copy());
    }
    MapValue metadata = controller.mapOrPut("metadata");
    if (metadata.mapOrEmpty("labels").isEmpty()) {
      metadata.put("labels", labels.copy());
    }
  }

  private static void job(MapValue job) {
    MapValue spec = job.mapOrPut("spec");
    if (Defaults.absent(spec.find("parallelism"))) {
      putIfAbsent(spec, "completions", new Int(1));
      spec.put("parallelism", 1);
    }
    boolean limitPerIndex = !Defaults.absent(spec.find("backoffLimitPerIndex"));
    putIfAbsent(spec, "backoffLimit", new Int(limitPerIndex ? Integer.MAX_VALUE : 6));
    putIfAbsent(spec, "completionMode", new Text("NonIndexed"));
    if (Defaults.absent(spec.find("suspend"))) {
      spec.put("suspend", false);
    }
    if (Defaults.absent(spec.find("manualSelector"))) {
      spec.put("manualSelector", false);
    }
    boolean failurePolicy = spec.map("podFailurePolicy") != null;
    putIfAbsent(
        spec, "podReplacementPolicy", new Text(failurePolicy ? "Failed" : "TerminatingOrFailed"));
    MapValue labels = spec.mapAt("template", "metadata", "labels");
    MapValue metadata = job.mapOrPut("metadata");
    if (labels != null && !labels.isEmpty() && metadata.mapOrEmpty("labels").isEmpty()) {
      // Not a copy: labels that the template gets later for its job are the job's own as well.
      metadata.put("labels", labels);
    }
  }

  /// Version 1 knows one metric; the others ride in an annotation, and count as metrics given.
  private static void autoscalerV1(MapValue autoscaler) {
    if (!AutoscalerVersions.hasOtherMetrics(autoscaler)) {
      putIfAbsent(autoscaler.mapOrPut("spec"), "targetCPUUtilizationPercentage", new Int(80));
    }
  }

  private static void autoscalerV2(MapValue spec) {
    if (spec.listOrEmpty("metrics").isEmpty()) {
      MapValue target = MapValue.of("type", "Utilization", "averageUtilization", 80);
      MapValue metric =
          MapValue.of("type", "Resource", "resource", MapValue.of("name", "cpu", "target", target));
      spec.put("metrics", ListValue.of(metric));
    }
  }

  private static void behavior(MapValue behavior) {
    MapValue up = behavior.mapOrPut("scaleUp");
    putIfAbsent(up, "stabilizationWindowSeconds", new Int(0));
    putIfAbsent(up, "selectPolicy", new Text("Max"));
    putIfAbsent(up, "policies", ListValue.of(policy("Pods", 4), policy("Percent", 100)));
    MapValue down = behavior.mapOrPut("scaleDown");
    putIfAbsent(down, "selectPolicy", new Text("Max"));
    putIfAbsent(down, "policies", ListValue.of(policy("Percent", 100)));
  }

  private static MapValue policy(String type, int value) {
    return MapValue.of("type", type, "value", value, "periodSeconds", 15);
  }

  private static void putIfAbsent(MapValue object, String field, Value value) {
    if (Defaults.absent(object.find(field))) {
      object.put(field, value);
    }
  }
}
