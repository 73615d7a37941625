package dev.stopwater.resources.builtin.defaults;

import dev.stopwater.machinery.quantity.Quantity;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Requests of a pod as a whole, where it gives resources for all its containers together.
final class PodLevelResources {

  private PodLevelResources() {}

  /// Where the whole pod has limits, it requests what its containers request together of each
  /// resource, or all of the limit if they request none. Huge pages are requested as they are
  /// limited, and limited as those of the containers are.
  static void complete(MapValue spec) {
    MapValue resources = spec.map("resources");
    if (resources == null || resources.mapOrEmpty("limits").isEmpty()) {
      return;
    }
    MapValue limits = resources.mapOrPut("limits");
    MapValue requests = resources.mapOrEmpty("requests").copy();
    for (String name : names(spec, limits)) {
      boolean pages = name.startsWith("hugepages-");
      if (pages && !limits.has(name)) {
        put(limits, name, together(spec, "limits", name));
      }
      Quantity sum = pages ? null : together(spec, "requests", name);
      Value limit = limits.find(name);
      if (requests.has(name)) {
        continue;
      }
      if (sum != null) {
        put(requests, name, sum);
      } else if (limit != null) {
        requests.put(name, limit.copy());
      }
    }
    if (!requests.isEmpty()) {
      resources.put("requests", requests);
    }
  }

  private static void put(MapValue amounts, String name, @Nullable Quantity amount) {
    if (amount != null) {
      amounts.put(name, new Text(amount.toString()));
    }
  }

  /// The resources that the pod limits or its containers request.
  private static Set<String> names(MapValue spec, MapValue limits) {
    Set<String> names = new TreeSet<>(limits.keys());
    for (String field : List.of("containers", "initContainers")) {
      for (MapValue container : spec.listOrEmpty(field).maps()) {
        names.addAll(container.mapOrEmpty("resources").mapOrEmpty("requests").keys());
      }
    }
    names.removeIf(name -> !isKnown(name));
    return names;
  }

  /// Whether a pod as a whole can have the resource; validation refuses others.
  private static boolean isKnown(String resource) {
    return resource.equals("cpu") || resource.equals("memory") || resource.startsWith("hugepages-");
  }

  /// The sum over containers and lasting init containers, or the largest of the others if that is
  /// more; null where nobody asks.
  private static @Nullable Quantity together(MapValue spec, String side, String resource) {
    Quantity together = null;
    Quantity alone = null;
    for (String field : List.of("containers", "initContainers")) {
      for (MapValue container : spec.listOrEmpty(field).maps()) {
        String text = container.textAt("resources", side, resource);
        if (text == null) {
          continue;
        }
        Quantity own = Quantity.parse(text);
        boolean lasting =
            field.equals("containers") || container.text("restartPolicy", "").equals("Always");
        if (lasting) {
          together = together == null ? own : together.add(own);
        } else {
          alone = alone == null || own.compareTo(alone) > 0 ? own : alone;
        }
      }
    }
    if (together == null || alone == null) {
      return together == null ? alone : together;
    }
    return alone.compareTo(together) > 0 ? alone : together;
  }
}
