package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.builtin.preparation.QualityOfService;
import java.util.List;

/// What may be changed of a pod's resources while it runs.
final class PodResize {

  private static final String ONLY = "only cpu and memory resources are mutable\n";

  private PodResize() {}

  static void resize(MapValue now, MapValue old, FieldErrors errors) {
    PodUpdates.again(now, errors);
    MapValue spec = now.mapOrEmpty("spec");
    MapValue before = old.mapOrEmpty("spec");
    String quality = old.mapOrEmpty("status").text("qosClass", QualityOfService.of(before));
    if (!QualityOfService.of(spec).equals(quality)) {
      errors.invalidText(
          PodValidation.SPEC, quality, "Pod QOS Class may not change as a result of resizing");
    }
    MapValue munged = spec.copy();
    for (String list : List.of("containers", "initContainers")) {
      ListValue containers = munged.listOrEmpty(list);
      for (int i = 0; i < containers.size(); i++) {
        amounts(containers.mapAt(i), before.listOrEmpty(list).mapAt(i));
      }
    }
    PodUpdates.unchanged(munged, before, ONLY, errors);
  }

  /// Puts back the old amounts of processor and memory.
  private static void amounts(MapValue container, MapValue before) {
    MapValue resources = container.mapOrPut("resources");
    for (String side : List.of("limits", "requests")) {
      MapValue amounts = resources.mapOrPut(side);
      MapValue old = before.mapOrEmpty("resources").mapOrEmpty(side);
      for (String name : List.of("cpu", "memory")) {
        PodUpdates.restore(name, amounts, old);
      }
      if (amounts.isEmpty()) {
        resources.remove(side);
      }
    }
  }
}
