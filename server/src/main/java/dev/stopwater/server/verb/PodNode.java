package dev.stopwater.server.verb;

import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Value;
import dev.stopwater.resources.Metadata;
import dev.stopwater.resources.ResourceStore;
import dev.stopwater.watchcache.Item;
import java.util.ArrayList;
import java.util.List;

/// Which container of a pod is meant, and the node on which it runs.
final class PodNode {

  private static final List<String> CONTAINERS =
      List.of("initContainers", "containers", "ephemeralContainers");

  private final ResourceStore nodes;

  PodNode(ResourceStore nodes) {
    this.nodes = nodes;
  }

  /// @param wanted empty if the client names none
  /// @throws StatusException 400 if the pod has no such container, or several and none is named
  static void checkContainer(MapValue pod, String wanted) {
    List<String> names = new ArrayList<>();
    for (String field : CONTAINERS) {
      for (Value each : pod.mapOrEmpty("spec").listOrEmpty(field)) {
        names.add(((MapValue) each).text("name", ""));
      }
    }
    String name = Metadata.name(pod);
    if (wanted.isEmpty() && names.size() > 1) {
      throw StatusException.badRequest(
          "a container name must be specified for pod %s, choose one of: [%s]"
              .formatted(name, String.join(" ", names)));
    }
    if (!wanted.isEmpty() && !names.contains(wanted)) {
      throw StatusException.badRequest(
          "container %s is not valid for pod %s".formatted(wanted, name));
    }
  }

  /// The name of the pod's node; empty if it has none yet.
  static String of(MapValue pod) {
    return pod.mapOrEmpty("spec").text("nodeName", "");
  }

  /// Why nothing can be had from a node: it does not exist, has no address, or is not asked since
  /// this server does not speak to kubelets.
  StatusException unreachable(ResourceStore pods, String node) {
    Item item = nodes.find("", node);
    if (item == null) {
      return StatusException.notFound(pods.definition().groupResource(), node); // as upstream
    }
    if (ResourceStore.tree(item).mapOrEmpty("status").listOrEmpty("addresses").isEmpty()) {
      return StatusException.unknown("no preferred addresses found; known addresses: []");
    }
    return new StatusException(
        501, "NotImplemented", "this server does not connect to kubelets yet", null);
  }
}
