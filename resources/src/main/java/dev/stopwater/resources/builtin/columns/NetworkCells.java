package dev.stopwater.resources.builtin.columns;

import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Cells of services, of what is behind them, and of the ways to them.
final class NetworkCells {

  private static final int SHOWN = 3;
  private static final String NONE = "<none>";

  private NetworkCells() {}

  static void addTo(Functions functions) {
    functions
        .object("serviceAddress", NetworkCells::inside)
        .object("serviceOutside", NetworkCells::outside)
        .object("servicePorts", NetworkCells::servicePorts)
        .object("endpointAddresses", NetworkCells::endpoints)
        .object("slicePorts", NetworkCells::slicePorts)
        .object("sliceAddresses", NetworkCells::sliceAddresses)
        .object("ingressHosts", NetworkCells::hosts)
        .object("ingressPorts", NetworkCells::ingressPorts)
        .object("balancers", NetworkCells::balancers)
        .object("classParameters", NetworkCells::classParameters)
        .object("addressOwner", NetworkCells::addressOwner);
  }

  private static @Nullable String inside(MapValue service) {
    List<String> addresses = service.mapOrEmpty("spec").listOrEmpty("clusterIPs").texts();
    return addresses.isEmpty() ? null : addresses.getFirst();
  }

  private static String outside(MapValue service) {
    MapValue spec = service.mapOrEmpty("spec");
    String external = String.join(",", spec.listOrEmpty("externalIPs").texts());
    return switch (spec.text("type", "")) {
      case "ClusterIP", "NodePort" -> external.isEmpty() ? NONE : external;
      case "LoadBalancer" -> {
        String balancers = balancers(service.mapOrEmpty("status").mapOrEmpty("loadBalancer"));
        String comma = balancers.isEmpty() || external.isEmpty() ? "" : ",";
        String all = balancers + comma + external;
        yield all.isEmpty() ? "<pending>" : all;
      }
      case "ExternalName" -> spec.text("externalName", "");
      default -> "<unknown>";
    };
  }

  /// Addresses, or else names, of the load balancers, each once and in order.
  private static String balancers(MapValue status) {
    TreeSet<String> places = new TreeSet<>();
    for (MapValue ingress : status.listOrEmpty("ingress").maps()) {
      String address = ingress.text("ip", "");
      String place = address.isEmpty() ? ingress.text("hostname", "") : address;
      if (!place.isEmpty()) {
        places.add(place);
      }
    }
    return String.join(",", places);
  }

  private static @Nullable String servicePorts(MapValue service) {
    List<MapValue> ports = service.mapOrEmpty("spec").listOrEmpty("ports").maps();
    return ports.isEmpty()
        ? null
        : ports.stream().map(NetworkCells::servicePort).collect(Collectors.joining(","));
  }

  private static String servicePort(MapValue port) {
    long node = port.integer("nodePort", 0);
    String behind = node > 0 ? ":" + node : "";
    return port.integer("port", 0) + behind + "/" + port.text("protocol", "");
  }

  private static String endpoints(MapValue endpoints) {
    List<MapValue> subsets = endpoints.listOrEmpty("subsets").maps();
    if (subsets.isEmpty()) {
      return NONE;
    }
    List<String> all = new ArrayList<>();
    for (MapValue subset : subsets) {
      List<MapValue> ports = subset.listOrEmpty("ports").maps();
      ListValue addresses = subset.listOrEmpty("addresses");
      if (ports.isEmpty()) {
        addresses.maps().forEach(address -> all.add(address.text("ip", "")));
      }
      for (MapValue port : ports) {
        addresses.maps().forEach(address -> all.add(joined(address, port)));
      }
    }
    return Beginning.of(all, ",", SHOWN);
  }

  private static String joined(MapValue address, MapValue port) {
    String host = address.text("ip", "");
    String bracketed = host.contains(":") ? "[" + host + "]" : host;
    return bracketed + ":" + port.integer("port", 0);
  }

  private static @Nullable String slicePorts(MapValue slice) {
    return beginning(
        slice.listOrEmpty("ports").maps().stream()
            .map(port -> {
              Long number = port.integer("port");
              return number == null ? port.text("name", "*") : number.toString();
            })
            .toList());
  }

  private static @Nullable String sliceAddresses(MapValue slice) {
    return beginning(
        slice.listOrEmpty("endpoints").maps().stream()
            .flatMap(endpoint -> endpoint.listOrEmpty("addresses").texts().stream())
            .toList());
  }

  private static @Nullable String beginning(List<String> all) {
    String beginning = Beginning.of(all, ",", SHOWN);
    return beginning.isEmpty() ? null : beginning;
  }

  /// The first hosts. Rules without a host are not shown, but once there are three hosts all
  /// further rules count as more.
  private static @Nullable String hosts(MapValue ingress) {
    List<MapValue> rules = ingress.mapOrEmpty("spec").listOrEmpty("rules").maps();
    List<String> shown = new ArrayList<>();
    boolean more = false;
    for (MapValue rule : rules) {
      String host = rule.text("host", "");
      if (shown.size() == SHOWN) {
        more = true;
      } else if (!host.isEmpty()) {
        shown.add(host);
      }
    }
    if (shown.isEmpty()) {
      return null;
    }
    String hosts = String.join(",", shown);
    return more ? hosts + " + " + (rules.size() - SHOWN) + " more..." : hosts;
  }

  private static String ingressPorts(MapValue ingress) {
    return ingress.mapOrEmpty("spec").listOrEmpty("tls").isEmpty() ? "80" : "80, 443";
  }

  /// `Kind.group/name`
  private static String classParameters(MapValue parameters) {
    String group = parameters.text("apiGroup");
    return parameters.text("kind", "")
        + (group == null ? "" : "." + group)
        + "/"
        + parameters.text("name", "");
  }

  /// `services/default/kubernetes`, with the group behind the resource and without what is not
  /// said.
  private static String addressOwner(MapValue owner) {
    String group = owner.text("group", "");
    String namespace = owner.text("namespace", "");
    return owner.text("resource", "")
        + (group.isEmpty() ? "" : "." + group)
        + (namespace.isEmpty() ? "" : "/" + namespace)
        + "/"
        + owner.text("name", "");
  }
}
