package dev.stopwater.resources.builtin.defaults;

import dev.stopwater.machinery.value.MapValue;

/// Requests of a pod as a whole, where it gives resources for all its containers together.
final class PodLevelResources {

  private PodLevelResources() {}

  /// A limit of the whole pod is its request too, unless the containers already request some of the
  /// same resource: then their sum will be it.
  static void complete(MapValue spec) {
    MapValue resources = spec.map("resources");
    if (resources == null) {
      return;
    }
    MapValue limits = resources.mapOrEmpty("limits");
    for (var limit : limits.entries()) {
      if (!requestedByContainer(spec, limit.getKey())) {
        resources.mapOrPut("requests").putIfAbsent(limit.getKey(), limit.getValue().copy());
      }
    }
  }

  private static boolean requestedByContainer(MapValue spec, String resource) {
    return spec.listOrEmpty("containers").maps().stream()
        .anyMatch(container -> container.at("resources", "requests", resource) != null);
  }
}
