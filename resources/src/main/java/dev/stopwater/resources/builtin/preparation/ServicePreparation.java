package dev.stopwater.resources.builtin.preparation;

import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Services: which fields belong to which type, and what stays when the type changes.
///
/// Addresses and ports are handed out by others, later: to a service that [#needsClusterIp] and has
/// none, and to ports of one that [#needsNodePorts] and have none.
public final class ServicePreparation {

  private static final String NO_ADDRESS = "None";

  private ServicePreparation() {}

  static void addTo(Map<String, KindRule> rules) {
    rules.put(
        "Service",
        KindRule.creating(ServicePreparation::create).updating(ServicePreparation::update));
  }

  /// Whether services of this type have an address (or `None`).
  public static boolean needsClusterIp(MapValue spec) {
    return !type(spec).equals("ExternalName");
  }

  /// Whether ports of this service are open on nodes.
  public static boolean needsNodePorts(MapValue spec) {
    return switch (type(spec)) {
      case "NodePort" -> true;
      case "LoadBalancer" ->
          !spec.has("allocateLoadBalancerNodePorts") || spec.flag("allocateLoadBalancerNodePorts");
      default -> false;
    };
  }

  /// Whether the service has a port at which nodes tell their health.
  public static boolean needsHealthCheckPort(MapValue spec) {
    return type(spec).equals("LoadBalancer")
        && spec.text("externalTrafficPolicy", "").equals("Local");
  }

  private static String type(MapValue spec) {
    String type = spec.text("type", "");
    return type.isEmpty() ? "ClusterIP" : type;
  }

  private static void create(MapValue service, Instant now) {
    MapValue spec = service.mapOrPut("spec");
    listAddress(spec);
    families(spec);
  }

  private static void update(MapValue service, MapValue old, Instant now) {
    MapValue spec = service.mapOrPut("spec");
    MapValue before = old.mapOrEmpty("spec");
    leaveType(spec, before);
    carryOver(spec, before);
    followAddress(spec, before);
    families(spec);
    if (!type(spec).equals("LoadBalancer")) {
      service.mapOrPut("status").put("loadBalancer", new MapValue());
    }
  }

  /// Drops what belongs to the type that the service had, unless the client changed it too.
  private static void leaveType(MapValue spec, MapValue before) {
    if (needsClusterIp(before) && !needsClusterIp(spec)) {
      leaveAddresses(spec, before);
    }
    boolean ports = opensNodePorts(before) && !opensNodePorts(spec);
    if (ports && nodePorts(spec).equals(nodePorts(before))) {
      spec.listOrEmpty("ports").maps().forEach(port -> port.remove("nodePort"));
    }
    if (needsHealthCheckPort(before) && !needsHealthCheckPort(spec)) {
      dropIfSame("healthCheckNodePort", spec, before);
    }
    if (type(before).equals("LoadBalancer") && !type(spec).equals("LoadBalancer")) {
      dropIfSame("allocateLoadBalancerNodePorts", spec, before);
      dropIfSame("loadBalancerClass", spec, before);
    }
    if (isExternal(before) && !isExternal(spec)) {
      dropIfSame("externalTrafficPolicy", spec, before);
    }
  }

  private static void leaveAddresses(MapValue spec, MapValue before) {
    boolean sameAddresses =
        spec.text("clusterIP", "").equals(before.text("clusterIP", ""))
            && Objects.equals(spec.find("clusterIPs"), before.find("clusterIPs"));
    if (sameAddresses) {
      spec.remove("clusterIP");
      spec.remove("clusterIPs");
    }
    for (String field : List.of("ipFamilies", "ipFamilyPolicy", "internalTrafficPolicy")) {
      dropIfSame(field, spec, before);
    }
  }

  private static void dropIfSame(String field, MapValue spec, MapValue before) {
    if (Objects.equals(spec.find(field), before.find(field))) {
      spec.remove(field);
    }
  }

  private static boolean opensNodePorts(MapValue spec) {
    return type(spec).equals("NodePort") || type(spec).equals("LoadBalancer");
  }

  private static boolean isExternal(MapValue spec) {
    return opensNodePorts(spec)
        || (needsClusterIp(spec) && !spec.listOrEmpty("externalIPs").isEmpty());
  }

  private static List<Long> nodePorts(MapValue spec) {
    return spec.listOrEmpty("ports").maps().stream()
        .map(port -> port.integer("nodePort", 0))
        .toList();
  }

  /// Keeps what was handed out, where the client left it out.
  private static void carryOver(MapValue spec, MapValue before) {
    if (needsClusterIp(spec) && needsClusterIp(before)) {
      if (spec.text("clusterIP", "").isEmpty()) {
        Preparation.keep("clusterIP", spec, before);
      }
      boolean same = spec.text("clusterIP", "").equals(before.text("clusterIP", ""));
      for (String field : List.of("clusterIPs", "ipFamilies", "ipFamilyPolicy")) {
        if (same && !spec.has(field)) {
          Preparation.keep(field, spec, before);
        }
      }
    }
    if (needsNodePorts(spec) && needsNodePorts(before)) {
      carryOverNodePorts(spec, before);
    }
    if (needsHealthCheckPort(spec)
        && needsHealthCheckPort(before)
        && spec.integer("healthCheckNodePort", 0) == 0) {
      Preparation.keep("healthCheckNodePort", spec, before);
    }
  }

  private static void carryOverNodePorts(MapValue spec, MapValue before) {
    for (MapValue port : spec.listOrEmpty("ports").maps()) {
      if (port.integer("nodePort", 0) == 0) {
        before.listOrEmpty("ports").maps().stream()
            .filter(other -> samePort(port, other) && other.has("nodePort"))
            .filter(other -> !nodePorts(spec).contains(other.integer("nodePort", 0)))
            .findFirst()
            .ifPresent(other -> Preparation.keep("nodePort", port, other));
      }
    }
  }

  private static boolean samePort(MapValue one, MapValue other) {
    return one.integer("port", 0) == other.integer("port", 0)
        && one.text("protocol", "").equals(other.text("protocol", ""));
  }

  private static void listAddress(MapValue spec) {
    String address = spec.text("clusterIP", "");
    if (!address.isEmpty() && spec.listOrEmpty("clusterIPs").isEmpty()) {
      spec.put("clusterIPs", ListValue.of(new Text(address)));
    }
  }

  /// The list of addresses follows the address where a client changed only that.
  private static void followAddress(MapValue spec, MapValue before) {
    String address = spec.text("clusterIP", "");
    boolean listUntouched = Objects.equals(spec.find("clusterIPs"), before.find("clusterIPs"));
    if (!address.equals(before.text("clusterIP", "")) && listUntouched) {
      spec.remove("clusterIPs");
    }
    listAddress(spec);
  }

  /// Families of addresses in a cluster with one family, IPv4.
  private static void families(MapValue spec) {
    if (!needsClusterIp(spec)) {
      return;
    }
    boolean headless = spec.text("clusterIP", "").equals(NO_ADDRESS);
    boolean selectorless = spec.mapOrEmpty("selector").isEmpty();
    String policy = spec.text("ipFamilyPolicy", "");
    ListValue families = spec.listOrEmpty("ipFamilies");
    if (headless && selectorless && policy.isEmpty()) {
      policy = "RequireDualStack";
    }
    if (policy.isEmpty()) {
      policy = "SingleStack";
    }
    spec.put("ipFamilyPolicy", policy);
    if (families.isEmpty() && !spec.text("clusterIP", "").contains(":")) {
      families.add(new Text("IPv4"));
    }
    boolean both = headless && selectorless && !policy.equals("SingleStack");
    if (both && families.size() == 1) {
      families.add(new Text(families.texts().contains("IPv4") ? "IPv6" : "IPv4"));
    }
    spec.put("ipFamilies", families);
  }
}
