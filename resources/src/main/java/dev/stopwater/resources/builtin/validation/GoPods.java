package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Value;
import java.util.List;

/// Specs of pods in the form that messages about changes compare.
final class GoPods {

  /// What the API has in the spec and upstream keeps in the security context.
  private static final List<String> OF_CONTEXT =
      List.of("hostNetwork", "hostPID", "hostIPC", "shareProcessNamespace", "hostUsers");

  private GoPods() {}

  static MapValue spec(MapValue spec) {
    MapValue moved = spec.copy();
    MapValue context = moved.mapOrPut("securityContext");
    for (String field : OF_CONTEXT) {
      Value value = moved.find(field);
      if (value != null) {
        context.put(field, value);
      }
    }
    return GoObjects.of("PodSpec", moved);
  }
}
