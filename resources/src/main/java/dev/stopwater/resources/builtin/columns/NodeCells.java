package dev.stopwater.resources.builtin.columns;

import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Cells of nodes, and of the components of the control plane.
final class NodeCells {

  private static final String ROLE_PREFIX = "node-role.kubernetes.io/";
  private static final String ROLE = "kubernetes.io/role";

  private NodeCells() {}

  static void addTo(Functions functions) {
    functions
        .object("nodeStatus", NodeCells::status)
        .object("nodeRoles", NodeCells::roles)
        .list("internalAddress", addresses -> address(addresses, "InternalIP"))
        .list("externalAddress", addresses -> address(addresses, "ExternalIP"))
        .object("componentHealth", NodeCells::health)
        .object("componentMessage", component -> healthy(component).text("message", ""))
        .object("componentError", component -> healthy(component).text("error", ""));
  }

  private static String status(MapValue node) {
    MapValue ready = Conditions.find(node, "Ready");
    String state =
        ready == null ? "Unknown" : ready.text("status", "").equals("True") ? "Ready" : "NotReady";
    return node.mapOrEmpty("spec").flag("unschedulable") ? state + ",SchedulingDisabled" : state;
  }

  private static @Nullable String roles(MapValue node) {
    MapValue labels = node.mapOrEmpty("metadata").mapOrEmpty("labels");
    TreeSet<String> roles = new TreeSet<>();
    for (String label : labels.keys()) {
      if (label.startsWith(ROLE_PREFIX)) {
        roles.add(label.substring(ROLE_PREFIX.length()));
      } else if (label.equals(ROLE)) {
        roles.add(labels.text(label, ""));
      }
    }
    roles.remove("");
    return roles.isEmpty() ? null : String.join(",", roles);
  }

  private static @Nullable String address(ListValue addresses, String type) {
    return addresses.maps().stream()
        .filter(each -> each.text("type", "").equals(type))
        .map(each -> each.text("address", ""))
        .findFirst()
        .orElse(null);
  }

  private static String health(MapValue component) {
    String status = healthy(component).text("status", "");
    return switch (status) {
      case "True" -> "Healthy";
      case "False" -> "Unhealthy";
      default -> "Unknown";
    };
  }

  private static MapValue healthy(MapValue component) {
    return component.listOrEmpty("conditions").maps().stream()
        .filter(each -> each.text("type", "").equals("Healthy"))
        .findFirst()
        .orElseGet(MapValue::new);
  }
}
