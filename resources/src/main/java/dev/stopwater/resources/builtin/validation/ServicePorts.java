package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The rules for the ports of a Service.
final class ServicePorts {

  static final List<String> TRAFFIC = List.of("Cluster", "Local");
  private static final Path AT = ServiceValidation.SPEC.child("ports");

  private ServicePorts() {}

  static void check(MapValue spec, FieldErrors errors) {
    Set<String> names = new HashSet<>();
    ListValue ports = spec.listOrEmpty("ports");
    for (int i = 0; i < ports.size(); i++) {
      MapValue port = ports.mapAt(i);
      Path at = AT.index(i);
      name(port, ports.size() > 1, names, at.child("name"), errors);
      Ports.number(port.integer("port", 0), at.child("port"), errors);
      Fields.requiredSupported(port, "protocol", Ports.PROTOCOLS, at, errors);
      Ports.numberOrName(port, "targetPort", at, errors);
      if (Fields.isSet(port, "appProtocol")) {
        Fields.text(port, "appProtocol", Names::qualifiedName, at, errors);
      }
    }
  }

  private static void name(
      MapValue port, boolean needed, Set<String> names, Path at, FieldErrors errors) {
    String name = port.text("name", "");
    if (name.isEmpty()) {
      if (needed) {
        errors.required(at);
      }
      return;
    }
    Fields.faults(name, Names::dnsLabel, at, errors);
    if (!names.add(name)) {
      errors.duplicateText(at, name);
    }
  }

  /// Ports of nodes are for services that have some, and no port comes twice.
  static void nodePorts(MapValue spec, FieldErrors errors) {
    ListValue ports = spec.listOrEmpty("ports");
    boolean none = spec.text("type", "").equals("ClusterIP");
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < ports.size(); i++) {
      MapValue port = ports.mapAt(i);
      long number = port.integer("nodePort", 0);
      Path at = AT.index(i).child("nodePort");
      if (number == 0) {
        continue;
      }
      if (none) {
        errors.forbidden(at, "may not be used when `type` is 'ClusterIP'");
      }
      if (!taken.add(port.text("protocol", "") + number)) {
        errors.duplicate(at, Long.toString(number));
      }
    }
    different(ports, errors);
  }

  private static void different(ListValue ports, FieldErrors errors) {
    Set<MapValue> seen = new HashSet<>();
    for (int i = 0; i < ports.size(); i++) {
      MapValue key =
          MapValue.of(
              "protocol",
              ports.mapAt(i).text("protocol", ""),
              "port",
              ports.mapAt(i).integer("port", 0));
      if (!seen.add(key)) {
        errors.duplicate(AT.index(i), GoObjects.json("ServicePort", key));
      }
    }
  }
}
