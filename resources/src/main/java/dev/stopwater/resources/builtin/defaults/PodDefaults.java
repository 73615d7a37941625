package dev.stopwater.resources.builtin.defaults;

import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Defaults of pods and of what stands in them.
///
/// Rules under `core.v1.Pod` are for pods alone; templates of pods do not get them.
final class PodDefaults {

  private PodDefaults() {}

  static void addTo(Map<String, Rule> rules) {
    rules.put("core.v1.Pod", PodDefaults::pod);
    rules.put("core.v1.PodStatus", PodDefaults::status);
    rules.put("core.v1.PodSpec", PodDefaults::podSpec);
    rules.put("core.v1.Container", PodDefaults::container);
    rules.put("core.v1.EphemeralContainer", PodDefaults::container);
    rules.put("core.v1.Volume", PodDefaults::volume);
  }

  private static void pod(MapValue pod) {
    MapValue spec = pod.mapOrPut("spec");
    List<MapValue> containers = new ArrayList<>(spec.listOrEmpty("containers").maps());
    containers.addAll(spec.listOrEmpty("initContainers").maps());
    containers.forEach(container -> requestsFromLimits(container.mapOrEmpty("resources")));
    PodLevelResources.complete(spec);
    if (!spec.has("enableServiceLinks")) {
      spec.put("enableServiceLinks", true);
    }
    if (spec.integer("terminationGracePeriodSeconds", 0) < 0) {
      spec.put("terminationGracePeriodSeconds", 1);
    }
    if (spec.flag("hostNetwork")) {
      containers.forEach(PodDefaults::hostPorts);
    }
  }

  /// The first of a pod's addresses has a field of its own, which wins where the two differ.
  private static void status(MapValue status) {
    String first = status.text("podIP", "");
    ListValue all = status.listOrEmpty("podIPs");
    String listed = all.mapAt(0).text("ip", "");
    if (first.isEmpty() && !listed.isEmpty()) {
      status.put("podIP", listed);
    } else if (!first.equals(listed)) {
      status.put("podIPs", ListValue.of(MapValue.of("ip", first)));
    }
  }

  /// A limit without a request is a request as well.
  private static void requestsFromLimits(MapValue resources) {
    MapValue limits = resources.mapOrEmpty("limits");
    if (!limits.isEmpty()) {
      putMissing(resources.mapOrPut("requests"), limits);
    }
  }

  private static void hostPorts(MapValue container) {
    for (MapValue port : container.listOrEmpty("ports").maps()) {
      Value containerPort = port.find("containerPort");
      if (port.integer("hostPort", 0) == 0 && containerPort != null) {
        port.put("hostPort", containerPort.copy());
      }
    }
  }

  /// The old name of the service account and the new one always say the same; the new one wins.
  private static void podSpec(MapValue spec) {
    String name = spec.text("serviceAccountName", "");
    String account = name.isEmpty() ? spec.text("serviceAccount", "") : name;
    if (!account.isEmpty()) {
      spec.put("serviceAccountName", account).put("serviceAccount", account);
    }
  }

  private static void container(MapValue container) {
    pullPolicy(container, container.text("image", ""), "imagePullPolicy");
  }

  private static void volume(MapValue volume) {
    boolean sourceless = volume.keys().stream().allMatch("name"::equals);
    if (sourceless) {
      volume.put("emptyDir", new MapValue());
    }
    MapValue image = volume.map("image");
    if (image != null) {
      pullPolicy(image, image.text("reference", ""), "pullPolicy");
    }
  }

  private static void pullPolicy(MapValue holder, String image, String field) {
    if (holder.text(field, "").isEmpty()) {
      holder.put(field, ImageName.isLatest(image) ? "Always" : "IfNotPresent");
    }
  }

  /// Puts what `target` lacks of `source`.
  static void putMissing(MapValue target, MapValue source) {
    source.entries().forEach(entry -> target.putIfAbsent(entry.getKey(), entry.getValue().copy()));
  }
}
