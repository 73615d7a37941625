package dev.stopwater.resources.builtin.warnings;

import dev.stopwater.machinery.value.MapValue;
import java.util.ArrayList;
import java.util.List;

/// What is said of ports that containers of one pod define more than once.
final class PortWarnings {

  /// A port and where it stands.
  private record Port(
      String path, String name, String protocol, long number, long host, String address) {

    static Port of(String path, MapValue port) {
      return new Port(
          path,
          port.text("name", ""),
          port.text("protocol", ""),
          port.integer("containerPort", 0),
          port.integer("hostPort", 0),
          port.text("hostIP", ""));
    }

    /// As Go prints it.
    private String shown() {
      return "{Name:"
          + name
          + " HostPort:"
          + host
          + " ContainerPort:"
          + number
          + " Protocol:"
          + protocol
          + " HostIP:"
          + address
          + "}";
    }

    /// How it stands to an earlier port; empty if nothing is to be said.
    private String clash(Port earlier) {
      if (number != earlier.number || !protocol.equals(earlier.protocol)) {
        return "";
      }
      if (host == earlier.host && address.equals(earlier.address)) {
        return "duplicate";
      }
      if (host == 0 || earlier.host == 0) {
        return "overlapping";
      }
      boolean everywhere = address.isEmpty() || earlier.address.isEmpty();
      return host == earlier.host && everywhere ? "dangerously ambiguous" : "";
    }
  }

  private PortWarnings() {}

  /// @param path where the pod's spec is, with a dot at its end
  static void add(String path, MapValue spec, List<String> warnings) {
    List<Port> earlier = new ArrayList<>();
    for (String containers : List.of("initContainers", "containers")) {
      int index = 0;
      for (MapValue container : spec.listOrEmpty(containers).maps()) {
        ports(path + containers + "[" + index++ + "].ports", container, earlier, warnings);
      }
    }
  }

  private static void ports(
      String path, MapValue container, List<Port> earlier, List<String> warnings) {
    int index = 0;
    for (MapValue each : container.listOrEmpty("ports").maps()) {
      Port port = Port.of(path + "[" + index++ + "]", each);
      if (!port.address.isEmpty() && port.host == 0) {
        warnings.add(port.path + ": hostIP set without hostPort: " + port.shown());
      }
      for (Port other : earlier) {
        String clash = port.clash(other);
        if (!clash.isEmpty()) {
          warnings.add(port.path + ": " + clash + " port definition with " + other.path);
        }
      }
      earlier.add(port);
    }
  }
}
