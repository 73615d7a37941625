package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;

/// The rules of ReplicaSets, some of which Deployments share.
final class ReplicaSetValidation {

  static final KindValidation RULES =
      KindValidation.of(ReplicaSetValidation::create)
          .update(ReplicaSetValidation::update)
          .status(ReplicaSetValidation::status);

  private static final Path SPEC = Path.of("spec");
  private static final List<String> COUNTS =
      List.of(
          "replicas",
          "fullyLabeledReplicas",
          "readyReplicas",
          "availableReplicas",
          "observedGeneration",
          "terminatingReplicas");

  private ReplicaSetValidation() {}

  private static void create(MapValue object, FieldErrors errors) {
    MapValue spec = object.mapOrEmpty("spec");
    Numbers.nonNegative(spec, "replicas", SPEC, errors);
    Numbers.nonNegative(spec, "minReadySeconds", SPEC, errors);
    selectorAndTemplate(spec, errors);
  }

  private static void update(MapValue now, MapValue old, FieldErrors errors) {
    create(now, errors);
    selectorUnchanged(now, old, errors);
  }

  static void selectorUnchanged(MapValue now, MapValue old, FieldErrors errors) {
    TemplateSelector.unchanged(now.mapOrEmpty("spec"), old.mapOrEmpty("spec"), SPEC, errors);
  }

  static void selectorAndTemplate(MapValue spec, FieldErrors errors) {
    TemplateSelector.required(spec, "deployment", SPEC, errors);
    if (!TemplateSelector.isParsable(spec.map("selector"))) {
      errors.invalid(
          SPEC.child("selector"),
          TemplateSelector.shown(spec.map("selector")),
          "invalid label selector");
      return;
    }
    TemplateSelector.matches(spec, SPEC, errors);
    WorkloadTemplate.validate(spec, "ReplicaSet", errors);
  }

  private static void status(MapValue now, MapValue old, FieldErrors errors) {
    MapValue status = now.mapOrEmpty("status");
    Counts.nonNegative(status, COUNTS, errors);
    Counts.atMostReplicas(
        status, List.of("fullyLabeledReplicas", "readyReplicas", "availableReplicas"), errors);
    Counts.atMost(status, "availableReplicas", "readyReplicas", "readyReplicas", errors);
  }
}
