package dev.stopwater.resources.builtin.defaults;

import dev.stopwater.machinery.value.Int;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Defaults of services, networks, nodes, namespaces and storage.
final class ClusterDefaults {

  private static final Set<String> WITH_NODE_PORTS = Set.of("NodePort", "LoadBalancer");
  private static final int THREE_HOURS_IN_SECONDS = 10_800;

  private ClusterDefaults() {}

  static void addTo(Map<String, Rule> rules) {
    rules.put("core.v1.ServiceSpec", ClusterDefaults::service);
    rules.put("core.v1.ServicePort", ClusterDefaults::servicePort);
    rules.put("core.v1.LoadBalancerIngress", ClusterDefaults::loadBalancerIngress);
    rules.put("core.v1.Namespace", ClusterDefaults::namespace);
    rules.put("core.v1.NodeSpec", ClusterDefaults::nodeSpec);
    rules.put("core.v1.PersistentVolume", ClusterDefaults::volume);
    rules.put("core.v1.NodeStatus", ClusterDefaults::nodeStatus);
    rules.put("core.v1.LimitRangeItem", ClusterDefaults::limitRangeItem);
    rules.put("networking.v1.NetworkPolicySpec", ClusterDefaults::networkPolicy);
    rules.put("storage.v1.CSIDriverSpec", ClusterDefaults::csiDriver);
  }

  private static void service(MapValue spec) {
    String type = spec.text("type", "");
    String effective = type.isEmpty() ? "ClusterIP" : type;
    affinity(spec);
    boolean external =
        WITH_NODE_PORTS.contains(effective)
            || (effective.equals("ClusterIP") && !spec.listOrEmpty("externalIPs").isEmpty());
    if (external && spec.text("externalTrafficPolicy", "").isEmpty()) {
      spec.put("externalTrafficPolicy", "Cluster");
    }
    boolean internal = external || effective.equals("ClusterIP");
    if (internal && Defaults.absent(spec.find("internalTrafficPolicy"))) {
      spec.put("internalTrafficPolicy", "Cluster");
    }
    if (effective.equals("LoadBalancer")
        && Defaults.absent(spec.find("allocateLoadBalancerNodePorts"))) {
      spec.put("allocateLoadBalancerNodePorts", true);
    }
  }

  private static void affinity(MapValue spec) {
    switch (spec.text("sessionAffinity", "")) {
      case "", "None" -> spec.remove("sessionAffinityConfig");
      case "ClientIP" -> {
        MapValue clientIp = spec.mapOrPut("sessionAffinityConfig").mapOrPut("clientIP");
        if (Defaults.absent(clientIp.find("timeoutSeconds"))) {
          clientIp.put("timeoutSeconds", THREE_HOURS_IN_SECONDS);
        }
      }
      default -> {
        // left for validation to refuse
      }
    }
  }

  private static void servicePort(MapValue port) {
    Value number = port.find("port");
    if (number != null && unset(port.find("targetPort"))) {
      port.put("targetPort", number.copy());
    }
  }

  private static boolean unset(@Nullable Value target) {
    return Defaults.absent(target)
        || (target instanceof Int(long number) && number == 0)
        || (target instanceof Text(String text) && text.isEmpty());
  }

  private static void loadBalancerIngress(MapValue ingress) {
    if (!ingress.text("ip", "").isEmpty() && Defaults.absent(ingress.find("ipMode"))) {
      ingress.put("ipMode", "VIP");
    }
  }

  private static void namespace(MapValue namespace) {
    MapValue metadata = namespace.mapOrPut("metadata");
    String name = metadata.text("name", "");
    if (!name.isEmpty()) {
      metadata.mapOrPut("labels").put("kubernetes.io/metadata.name", name);
    }
  }

  /// The first of a node's ranges has a field of its own, which wins where the two differ.
  private static void nodeSpec(MapValue spec) {
    String first = spec.text("podCIDR", "");
    List<String> all = spec.listOrEmpty("podCIDRs").texts();
    if (first.isEmpty()) {
      if (!all.isEmpty()) {
        spec.put("podCIDR", all.getFirst());
      }
    } else if (all.isEmpty() || !all.getFirst().equals(first)) {
      spec.put("podCIDRs", ListValue.of(new Text(first)));
    }
  }

  /// Not a matter of the volume's spec alone: what is attached inline is left as it is.
  private static void volume(MapValue volume) {
    MapValue spec = volume.mapOrPut("spec");
    if (spec.text("persistentVolumeReclaimPolicy", "").isEmpty()) {
      spec.put("persistentVolumeReclaimPolicy", "Retain");
    }
    if (Defaults.absent(spec.find("volumeMode"))) {
      spec.put("volumeMode", "Filesystem");
    }
  }

  private static void nodeStatus(MapValue status) {
    MapValue capacity = status.mapOrEmpty("capacity");
    if (!capacity.isEmpty() && status.mapOrEmpty("allocatable").isEmpty()) {
      status.put("allocatable", capacity.copy());
    }
  }

  /// Limits of containers: a default is at most the maximum, a request at least the minimum.
  private static void limitRangeItem(MapValue item) {
    if (!item.text("type", "").equals("Container")) {
      return;
    }
    MapValue limits = item.mapOrEmpty("default");
    PodDefaults.putMissing(limits, item.mapOrEmpty("max"));
    MapValue requests = item.mapOrEmpty("defaultRequest");
    PodDefaults.putMissing(requests, limits);
    PodDefaults.putMissing(requests, item.mapOrEmpty("min"));
    putUnlessEmpty(item, "default", limits);
    putUnlessEmpty(item, "defaultRequest", requests);
  }

  private static void putUnlessEmpty(MapValue object, String field, MapValue value) {
    if (!value.isEmpty()) {
      object.put(field, value);
    }
  }

  private static void networkPolicy(MapValue spec) {
    if (!spec.listOrEmpty("policyTypes").isEmpty()) {
      return;
    }
    ListValue types = ListValue.of(new Text("Ingress"));
    if (!spec.listOrEmpty("egress").isEmpty()) {
      types.add(new Text("Egress"));
    }
    spec.put("policyTypes", types);
  }

  private static void csiDriver(MapValue spec) {
    if (spec.listOrEmpty("volumeLifecycleModes").isEmpty()) {
      spec.put("volumeLifecycleModes", ListValue.of(new Text("Persistent")));
    }
  }
}
