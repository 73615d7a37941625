package dev.stopwater.resources.builtin.defaults;

import dev.stopwater.machinery.quantity.Quantity;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Requests of a pod as a whole, where it gives resources for all its containers together.
final class PodLevelResources {

  private PodLevelResources() {}

  /// Where the whole pod has a limit and no request, it requests what its containers request
  /// together, or all of the limit if they request none.
  static void complete(MapValue spec) {
    MapValue resources = spec.map("resources");
    if (resources == null) {
      return;
    }
    for (var limit : resources.mapOrEmpty("limits").entries()) {
      if (isKnown(limit.getKey()) && !resources.mapOrEmpty("requests").has(limit.getKey())) {
        Quantity sum = requested(spec, limit.getKey());
        Value request = sum == null ? limit.getValue().copy() : new Text(sum.toString());
        resources.mapOrPut("requests").put(limit.getKey(), request);
      }
    }
  }

  /// Whether a pod as a whole can have the resource; validation refuses others.
  private static boolean isKnown(String resource) {
    return resource.equals("cpu")
        || resource.equals("memory")
        || resource.startsWith("hugepages-");
  }

  /// The sum over containers and lasting init containers, or the largest of the others if that is
  /// more; null where nobody asks.
  private static @Nullable Quantity requested(MapValue spec, String resource) {
    Quantity together = null;
    Quantity alone = null;
    for (String field : List.of("containers", "initContainers")) {
      for (MapValue container : spec.listOrEmpty(field).maps()) {
        String text = container.textAt("resources", "requests", resource);
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
