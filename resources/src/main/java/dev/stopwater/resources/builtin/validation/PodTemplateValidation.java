package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.select.LabelSelectors;
import dev.stopwater.machinery.value.MapValue;

/// The rules for pods that are yet to be made.
final class PodTemplateValidation {

  private PodTemplateValidation() {}

  /// @param at where the template is
  static void check(MapValue template, Path at, FieldErrors errors) {
    MapValue metadata = template.mapOrEmpty("metadata");
    MapValue annotations = metadata.mapOrEmpty("annotations");
    MapValue spec = template.mapOrEmpty("spec");
    metadata(template, at, errors);
    PodAnnotations.check(annotations, spec, at.child("annotations"), errors);
    PodSpecValidation.check(spec, at.child("spec"), errors);
    PodAnnotations.seccompAgrees(annotations, spec, at.child("spec"), errors);
    if (!spec.listOrEmpty("ephemeralContainers").isEmpty()) {
      errors.forbidden(
          at.child("spec").child("ephemeralContainers"),
          "ephemeral containers not allowed in pod template");
    }
  }

  /// The template's labels and annotations alone.
  static void metadata(MapValue template, Path at, FieldErrors errors) {
    MapValue metadata = template.mapOrEmpty("metadata");
    LabelSelectors.validateLabels(metadata.mapOrEmpty("labels"), at.child("labels"), errors);
    MetadataValidation.annotations(
        metadata.mapOrEmpty("annotations"), at.child("annotations"), errors);
  }
}
