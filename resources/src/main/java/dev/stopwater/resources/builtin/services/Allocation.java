package dev.stopwater.resources.builtin.services;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.resources.builtin.preparation.ServicePreparation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/// What one write of a Service takes from the pools. Used under the pools' lock.
///
/// A dry run takes nothing: it shows the network's own address and ports beyond the range, so that
/// nobody believes them, and judges a requested port only by whether it is taken.
final class Allocation {

  private static final Path SPEC = Path.of("spec");
  private static final String TAKEN_PORT = "provided port is already allocated";
  private static final String FULL = "range is full";

  private final ServicePools pools;
  private final MapValue spec;
  private final Held before;
  private final boolean creation;
  private final boolean dryRun;
  private final FieldErrors errors;
  private final Set<Long> addresses = new HashSet<>();
  private final Set<Long> ports = new HashSet<>();
  private long shownPort;

  /// @param before what the Service had: it need not be taken again
  /// @param errors where to say what cannot be had
  Allocation(
      ServicePools pools,
      MapValue spec,
      Held before,
      boolean creation,
      boolean dryRun,
      FieldErrors errors) {
    this.pools = pools;
    this.spec = spec;
    this.before = before;
    this.creation = creation;
    this.dryRun = dryRun;
    this.errors = errors;
    this.shownPort = ServicePools.LAST_PORT + 1;
  }

  /// The addresses that were taken now.
  Set<Long> addresses() {
    return addresses;
  }

  void undo() {
    if (dryRun) {
      return;
    }
    addresses.forEach(pools.addresses()::free);
    ports.forEach(pools.ports()::free);
  }

  /// Fills and takes; stops at the first fault.
  ///
  /// @throws StatusException 500 for the port of a health check that cannot be had
  void take(String name) {
    if (ServicePreparation.needsClusterIp(spec)) {
      takeAddresses(name);
    }
    if (errors.isEmpty()) {
      takePorts();
    }
    if (errors.isEmpty() && ServicePreparation.needsHealthCheckPort(spec)) {
      takeHealthCheckPort();
    }
  }

  private void takeAddresses(String name) {
    if (spec.text("clusterIP", "").isEmpty()) {
      takeAnyAddress(name);
      return;
    }
    for (String address : Held.addresses(spec)) {
      if (errors.isEmpty()) {
        takeAddress(name, address);
      }
    }
  }

  private void takeAnyAddress(String name) {
    OptionalLong offset = dryRun ? OptionalLong.of(0) : pools.addresses().takeAny();
    if (offset.isEmpty()) {
      refuseAddress("[\"\"]", "failed to allocate IP: " + FULL);
      return;
    }
    String address = pools.range().address(offset.getAsLong());
    if (!dryRun) {
      addresses.add(offset.getAsLong());
      if (name.isEmpty()) {
        refuseAddress("[\"\"]", "failed to allocate IP: " + nobodys(address));
        return;
      }
    }
    spec.put("clusterIP", address).put("clusterIPs", ListValue.of(new Text(address)));
  }

  private void takeAddress(String name, String address) {
    long offset = pools.range().offset(address);
    if (before.addresses().contains(offset)) {
      return;
    }
    String why = dryRun ? whyOutside(address, offset) : whyNot(name, address, offset);
    if (!why.isEmpty()) {
      refuseAddress(
          Addresses.shown(spec.listOrEmpty("clusterIPs")),
          "failed to allocate IP " + address + ": " + why);
    }
  }

  private String whyOutside(String address, long offset) {
    return offset >= 0
        ? ""
        : "the provided IP ("
            + address
            + ") is not in the valid range. The range of valid IPs is "
            + pools.range();
  }

  private String whyNot(String name, String address, long offset) {
    if (!pools.addresses().covers(offset)) {
      return "the provided network does not match the current range";
    }
    if (name.isEmpty()) {
      return nobodys(address);
    }
    if (!pools.addresses().take(offset)) {
      return "provided IP is already allocated";
    }
    addresses.add(offset);
    return "";
  }

  /// Each address has an object that says whose it is, and that needs a name.
  private static String nobodys(String address) {
    return "IPAddress.networking.k8s.io \""
        + address
        + "\" is invalid: spec.parentRef.name: Required value";
  }

  private void refuseAddress(String shown, String why) {
    errors.invalid(SPEC.child("clusterIPs"), shown, why);
  }

  private void takePorts() {
    List<MapValue> wanted = spec.listOrEmpty("ports").maps();
    boolean fill = ServicePreparation.needsNodePorts(spec);
    Map<Long, Long> byPort = new HashMap<>();
    for (int i = 0; i < wanted.size() && errors.isEmpty(); i++) {
      MapValue port = wanted.get(i);
      Path at = SPEC.child("ports").index(i).child("nodePort");
      long asked = port.integer("nodePort", 0);
      if (asked == 0 && fill && creation) {
        asked = shared(port, wanted, byPort);
      }
      if (asked != 0) {
        takePort(at, asked, byPort.getOrDefault(port.integer("port", 0), 0L));
      } else if (fill) {
        asked = anyPort(at);
      }
      if (asked != 0) {
        port.put("nodePort", asked);
        byPort.putIfAbsent(port.integer("port", 0), asked);
      }
    }
  }

  /// One port number in several protocols is one node port, in a new Service: what an earlier port
  /// has, or else what a later one asks for.
  private static long shared(MapValue port, List<MapValue> wanted, Map<Long, Long> byPort) {
    long number = port.integer("port", 0);
    Long earlier = byPort.get(number);
    if (earlier != null) {
      return earlier;
    }
    return wanted.stream()
        .filter(other -> other.integer("port", 0) == number)
        .mapToLong(other -> other.integer("nodePort", 0))
        .filter(asked -> asked != 0)
        .findFirst()
        .orElse(0);
  }

  /// @param earlier what a port of the same number in another protocol has
  private void takePort(Path at, long asked, long earlier) {
    boolean ours =
        creation ? asked == earlier : before.ports().contains(asked) || ports.contains(asked);
    if (ours) {
      return;
    }
    String why = whyNoPort(asked);
    if (!why.isEmpty()) {
      errors.invalid(at, Long.toString(asked), why);
    }
  }

  private String whyNoPort(long asked) {
    if (dryRun) {
      boolean free = !pools.ports().isTaken(asked) && ports.add(asked);
      return free ? "" : TAKEN_PORT;
    }
    if (!pools.ports().covers(asked)) {
      return "provided port is not in the valid range. The range of valid ports is "
          + ServicePools.FIRST_PORT
          + "-"
          + ServicePools.LAST_PORT;
    }
    if (!pools.ports().take(asked)) {
      return TAKEN_PORT;
    }
    ports.add(asked);
    return "";
  }

  private long anyPort(Path at) {
    if (dryRun) {
      return ++shownPort;
    }
    OptionalLong port = pools.ports().takeAny();
    if (port.isEmpty()) {
      errors.internal(at, "failed to allocate a nodePort: " + FULL);
      return 0;
    }
    ports.add(port.getAsLong());
    return port.getAsLong();
  }

  private void takeHealthCheckPort() {
    long asked = spec.integer("healthCheckNodePort", 0);
    if (asked == 0) {
      OptionalLong any = dryRun ? OptionalLong.of(++shownPort) : pools.ports().takeAny();
      if (any.isEmpty()) {
        throw StatusException.internal("failed to allocate a HealthCheck NodePort: " + FULL);
      }
      spec.put("healthCheckNodePort", any.getAsLong());
      if (!dryRun) {
        ports.add(any.getAsLong());
      }
      return;
    }
    String why = before.ports().contains(asked) ? "" : whyNoPort(asked);
    if (!why.isEmpty()) {
      throw StatusException.internal(
          "failed to allocate requested HealthCheck NodePort " + asked + ": " + why);
    }
  }
}
