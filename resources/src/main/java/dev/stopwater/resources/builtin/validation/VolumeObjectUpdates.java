package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.value.MapValue;

/// What may be changed of a PersistentVolume.
final class VolumeObjectUpdates {

  private static final String SOURCE = "PersistentVolumeSource";

  private VolumeObjectUpdates() {}

  static void update(MapValue now, MapValue old, FieldErrors errors) {
    MapValue spec = now.mapOrEmpty("spec");
    MapValue before = old.mapOrEmpty("spec");
    source(spec, before, errors);
    Immutable.value(
        spec.find("volumeMode"),
        before.find("volumeMode"),
        Path.of("volumeMode"),
        Immutable.MESSAGE,
        errors);
    affinity(spec, before, errors);
  }

  private static void source(MapValue spec, MapValue before, FieldErrors errors) {
    MapValue shownNow = GoObjects.of(SOURCE, spec);
    MapValue shownBefore = GoObjects.of(SOURCE, before);
    if (GoObjects.equal(shownNow, shownBefore)) {
      return;
    }
    errors.forbidden(
        Path.of("spec", "persistentvolumesource"),
        "spec.persistentvolumesource is immutable after creation\n"
            + UnifiedDiff.of(GoJson.indented(shownBefore), GoJson.indented(shownNow)));
  }

  private static void affinity(MapValue spec, MapValue before, FieldErrors errors) {
    if (!Fields.isSet(before, "nodeAffinity")) {
      return;
    }
    if (!Immutable.same(spec.find("nodeAffinity"), before.find("nodeAffinity"))) {
      MapValue affinity = spec.map("nodeAffinity");
      errors.invalid(
          Path.of("nodeAffinity"),
          affinity == null ? "null" : GoObjects.json("VolumeNodeAffinity", affinity),
          "field is immutable, except for updating from beta label to GA");
    }
  }
}
