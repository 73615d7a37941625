package dev.stopwater.resources.builtin.services;

import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.builtin.preparation.ServicePreparation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What one Service uses.
///
/// @param addresses places in the range of addresses
/// @param ports node ports, that of its health check included
record Held(Set<Long> addresses, Set<Long> ports) {

  static final Held NOTHING = new Held(Set.of(), Set.of());

  Held {
    addresses = Set.copyOf(addresses);
    ports = Set.copyOf(ports);
  }

  static Held by(MapValue service, AddressRange range) {
    MapValue spec = service.mapOrEmpty("spec");
    Set<Long> offsets = new HashSet<>();
    for (String address : addresses(spec)) {
      if (Addresses.isWellFormed(address) && range.offset(address) >= 0) {
        offsets.add(range.offset(address));
      }
    }
    Set<Long> ports = new HashSet<>();
    spec.listOrEmpty("ports").maps().forEach(port -> ports.add(port.integer("nodePort", 0)));
    ports.add(spec.integer("healthCheckNodePort", 0));
    ports.remove(0L);
    return new Held(offsets, ports);
  }

  /// The addresses that a service asks for or has; none for one without addresses.
  static List<String> addresses(MapValue spec) {
    if (!ServicePreparation.needsClusterIp(spec)) {
      return List.of();
    }
    List<String> addresses = new ArrayList<>(spec.listOrEmpty("clusterIPs").texts());
    if (addresses.isEmpty()) {
      addresses.add(spec.text("clusterIP", ""));
    }
    addresses.removeIf(address -> address.isEmpty() || address.equals(Addresses.NONE));
    return addresses;
  }
}
