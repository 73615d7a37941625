package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Address;
import dev.stopwater.machinery.names.Addresses;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The rules of EndpointSlices.
final class EndpointSliceValidation {

  static final KindValidation RULES =
      KindValidation.of(EndpointSliceValidation::create)
          .update(EndpointSliceValidation::update)
          .revalidatedBefore();

  private static final Path TYPE = Path.of("addressType");
  private static final List<String> TYPES = List.of("FQDN", "IPv4", "IPv6");
  private static final List<String> PROTOCOLS = List.of("SCTP", "TCP", "UDP");
  private static final int MOST_ENDPOINTS = 1000;
  private static final int MOST_ADDRESSES = 100;
  private static final int MOST_PORTS = 20_000;
  private static final int MOST_HINTS = 8;
  private static final int LONGEST_TOPOLOGY = 16;

  private EndpointSliceValidation() {}

  private static void create(MapValue object, FieldErrors errors) {
    String type = object.text("addressType", "");
    if (type.isEmpty()) {
      errors.required(TYPE);
    } else if (!TYPES.contains(type)) {
      errors.notSupportedText(TYPE, type, TYPES);
    }
    ports(object.listOrEmpty("ports"), errors);
    endpoints(object.listOrEmpty("endpoints"), type, errors);
  }

  private static void update(MapValue now, MapValue old, FieldErrors errors) {
    Immutable.value(
        now.find("addressType"), old.find("addressType"), TYPE, Immutable.MESSAGE, errors);
  }

  private static void ports(ListValue ports, FieldErrors errors) {
    Path at = Path.of("ports");
    if (ports.size() > MOST_PORTS) {
      errors.tooMany(at, ports.size(), MOST_PORTS);
      return;
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < ports.size(); i++) {
      port(ports.mapAt(i), names, at.index(i), errors);
    }
  }

  private static void port(MapValue port, Set<String> names, Path at, FieldErrors errors) {
    String name = port.text("name", "");
    if (!name.isEmpty()) {
      Faults.invalidText(at.child("name"), name, Names.dnsLabel(name), errors);
    }
    if (!names.add(name)) {
      errors.duplicateText(at.child("name"), name);
    }
    if (!port.has("protocol")) {
      errors.required(at.child("protocol"));
    } else {
      Faults.oneOf(port, "protocol", PROTOCOLS, at, errors);
    }
    String application = port.text("appProtocol");
    if (application != null) {
      Faults.invalidText(
          at.child("appProtocol"), application, Names.qualifiedName(application), errors);
    }
  }

  private static void endpoints(ListValue endpoints, String type, FieldErrors errors) {
    Path at = Path.of("endpoints");
    if (endpoints.size() > MOST_ENDPOINTS) {
      errors.tooMany(at, endpoints.size(), MOST_ENDPOINTS);
      return;
    }
    for (int i = 0; i < endpoints.size(); i++) {
      endpoint(endpoints.mapAt(i), type, at.index(i), errors);
    }
  }

  private static void endpoint(MapValue endpoint, String type, Path at, FieldErrors errors) {
    addresses(endpoint.listOrEmpty("addresses"), type, at.child("addresses"), errors);
    String node = endpoint.text("nodeName");
    if (node != null) {
      Faults.invalidText(at.child("nodeName"), node, Names.dnsSubdomain(node), errors);
    }
    MapValue topology = endpoint.mapOrEmpty("deprecatedTopology");
    if (topology.size() > LONGEST_TOPOLOGY) {
      errors.tooMany(at.child("deprecatedTopology"), topology.size(), LONGEST_TOPOLOGY);
    }
    String host = endpoint.text("hostname");
    if (host != null) {
      Faults.invalidText(at.child("hostname"), host, Names.dnsLabel(host), errors);
    }
    hints(endpoint.mapOrEmpty("hints"), at.child("hints"), errors);
  }

  private static void addresses(ListValue addresses, String type, Path at, FieldErrors errors) {
    if (addresses.isEmpty()) {
      errors.required(at, "must contain at least 1 address");
    } else if (addresses.size() > MOST_ADDRESSES) {
      errors.tooMany(at, addresses.size(), MOST_ADDRESSES);
    }
    List<String> texts = addresses.texts();
    for (int i = 0; i < texts.size(); i++) {
      address(texts.get(i), type, at, at.index(i), errors);
    }
  }

  private static void address(String text, String type, Path list, Path at, FieldErrors errors) {
    switch (type) {
      case "IPv4", "IPv6" -> {
        Faults.invalidText(at, text, Addresses.ip(text), errors);
        Address address = Address.parse(text);
        if (address != null && address.v6() == type.equals("IPv4")) {
          errors.invalidText(list, text, "must be an " + type + " address");
        }
        if (address != null) {
          SpecialAddresses.check(text, at, errors);
        }
      }
      case "FQDN" -> Faults.invalidText(at, text, Names.fullyQualifiedDomainName(text), errors);
      default -> {}
    }
  }

  private static void hints(MapValue hints, Path at, FieldErrors errors) {
    ListValue zones = hints.listOrEmpty("forZones");
    named(zones, at.child("forZones"), true, errors);
    named(hints.listOrEmpty("forNodes"), at.child("forNodes"), false, errors);
  }

  private static void named(ListValue items, Path at, boolean zones, FieldErrors errors) {
    if (items.size() > MOST_HINTS) {
      errors.tooMany(at, items.size(), MOST_HINTS);
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < items.size(); i++) {
      String name = items.mapAt(i).text("name", "");
      Path field = at.index(i).child("name");
      List<String> faults = zones ? Names.labelValue(name) : Names.dnsSubdomain(name);
      if (!seen.add(name)) {
        errors.duplicateText(field, name);
      }
      Faults.invalidText(field, name, faults, errors);
    }
  }
}
