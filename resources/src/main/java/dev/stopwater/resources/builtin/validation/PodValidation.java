package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;

/// The rules for new pods.
final class PodValidation {

  static final Path SPEC = Path.of("spec");

  static final KindValidation RULES =
      KindValidation.of(PodValidation::create)
          .update(PodUpdates::update)
          .status(PodUpdates::status)
          .subresource("ephemeralcontainers", PodUpdates::ephemeralContainers)
          .subresource("resize", PodResize::resize);

  private PodValidation() {}

  private static void create(MapValue pod, FieldErrors errors) {
    whole(pod, errors);
    MapValue spec = pod.mapOrEmpty("spec");
    images(spec, errors);
    if (!spec.listOrEmpty("ephemeralContainers").isEmpty()) {
      errors.forbidden(SPEC.child("ephemeralContainers"), "cannot be set on create");
    }
    boolean gated = !spec.listOrEmpty("schedulingGates").isEmpty();
    if (gated && !spec.text("nodeName", "").isEmpty()) {
      errors.forbidden(
          SPEC.child("nodeName"), "cannot be set until all schedulingGates have been cleared");
    }
  }

  /// What holds for the annotations and the spec of every pod, new or changed.
  static void whole(MapValue pod, FieldErrors errors) {
    MapValue annotations = pod.mapOrEmpty("metadata").mapOrEmpty("annotations");
    MapValue spec = pod.mapOrEmpty("spec");
    PodAnnotations.check(annotations, spec, Path.of("metadata", "annotations"), errors);
    PodSpecValidation.check(spec, SPEC, errors);
    PodAnnotations.seccompAgrees(annotations, spec, SPEC, errors);
  }

  private static void images(MapValue spec, FieldErrors errors) {
    for (String list : List.of("containers", "initContainers")) {
      ListValue containers = spec.listOrEmpty(list);
      for (int i = 0; i < containers.size(); i++) {
        String image = containers.mapAt(i).text("image", "");
        if (!image.strip().equals(image)) {
          errors.invalidText(
              SPEC.child(list).index(i).child("image"),
              image,
              "must not have leading or trailing whitespace");
        }
      }
    }
  }
}
