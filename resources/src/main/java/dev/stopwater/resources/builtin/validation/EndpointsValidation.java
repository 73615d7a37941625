package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Address;
import dev.stopwater.machinery.names.Addresses;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;

/// The rules for Endpoints.
final class EndpointsValidation {

  static final KindValidation RULES =
      KindValidation.of(EndpointsValidation::create).revalidatedAfter();

  private EndpointsValidation() {}

  private static void create(MapValue endpoints, FieldErrors errors) {
    ListValue subsets = endpoints.listOrEmpty("subsets");
    for (int i = 0; i < subsets.size(); i++) {
      subset(subsets.mapAt(i), Path.of("subsets").index(i), errors);
    }
  }

  private static void subset(MapValue subset, Path at, FieldErrors errors) {
    if (subset.listOrEmpty("addresses").isEmpty()
        && subset.listOrEmpty("notReadyAddresses").isEmpty()) {
      errors.required(at, "must specify `addresses` or `notReadyAddresses`");
    }
    Fields.each(subset, "addresses", EndpointsValidation::address, at, errors);
    Fields.each(subset, "notReadyAddresses", EndpointsValidation::address, at, errors);
    boolean named = subset.listOrEmpty("ports").size() > 1;
    Fields.each(subset, "ports", (port, path, e) -> port(port, named, path, e), at, errors);
  }

  private static void address(MapValue address, Path at, FieldErrors errors) {
    String ip = address.text("ip", "");
    Fields.faults(ip, Addresses::ip, at.child("ip"), errors);
    Fields.ifNotEmpty(address, "hostname", PodSpecValidation::plainLabel, at, errors);
    Fields.ifNotEmpty(address, "nodeName", Names::dnsSubdomain, at, errors);
    Address parsed = Address.parse(ip);
    if (parsed == null || Addresses.ip(ip).isEmpty()) {
      SpecialAddresses.check(ip, at.child("ip"), errors);
    }
  }

  private static void port(MapValue port, boolean named, Path at, FieldErrors errors) {
    if (named && port.text("name", "").isEmpty()) {
      errors.required(at.child("name"));
    } else {
      Fields.ifNotEmpty(port, "name", Names::dnsLabel, at, errors);
    }
    Ports.number(port.integer("port", 0), at.child("port"), errors);
    Fields.requiredSupported(port, "protocol", Ports.PROTOCOLS, at, errors);
    if (Fields.isSet(port, "appProtocol")) {
      Fields.text(port, "appProtocol", Names::qualifiedName, at, errors);
    }
  }
}
