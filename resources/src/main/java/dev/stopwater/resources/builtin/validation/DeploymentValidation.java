package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;

/// The rules of Deployments.
final class DeploymentValidation {

  static final KindValidation RULES =
      KindValidation.of(DeploymentValidation::create)
          .update(DeploymentValidation::update)
          .status(DeploymentValidation::status);

  private static final Path SPEC = Path.of("spec");
  private static final Path STRATEGY = SPEC.child("strategy");
  private static final InternalForm STRATEGY_FORM =
      InternalForm.of("Type:text RollingUpdate:?{MaxUnavailable:number MaxSurge:number}");
  private static final List<String> STRATEGIES = List.of("Recreate", "RollingUpdate");
  private static final List<String> COUNTS =
      List.of(
          "observedGeneration",
          "replicas",
          "updatedReplicas",
          "readyReplicas",
          "availableReplicas",
          "unavailableReplicas",
          "terminatingReplicas",
          "collisionCount");

  private DeploymentValidation() {}

  private static void create(MapValue object, FieldErrors errors) {
    MapValue spec = object.mapOrEmpty("spec");
    Numbers.nonNegative(spec, "replicas", SPEC, errors);
    ReplicaSetValidation.selectorAndTemplate(spec, errors);
    strategy(spec.mapOrEmpty("strategy"), errors);
    Numbers.nonNegative(spec, "minReadySeconds", SPEC, errors);
    Numbers.nonNegative(spec, "revisionHistoryLimit", SPEC, errors);
    progressDeadline(spec, errors);
  }

  private static void strategy(MapValue strategy, FieldErrors errors) {
    Path rolling = STRATEGY.child("rollingUpdate");
    String type = strategy.text("type", "");
    switch (type) {
      case "Recreate" -> {
        if (strategy.map("rollingUpdate") != null) {
          errors.forbidden(rolling, "may not be specified when strategy `type` is 'Recreate'");
        }
      }
      case "RollingUpdate" -> rollingUpdate(strategy.mapOrEmpty("rollingUpdate"), rolling, errors);
      default -> errors.notSupported(STRATEGY, STRATEGY_FORM.show(strategy), STRATEGIES);
    }
  }

  private static void rollingUpdate(MapValue update, Path at, FieldErrors errors) {
    IntOrPercent.nonNegative(update, "maxUnavailable", at, errors);
    IntOrPercent.nonNegative(update, "maxSurge", at, errors);
    if (IntOrPercent.isZero(update.find("maxUnavailable"))
        && IntOrPercent.isZero(update.find("maxSurge"))) {
      errors.invalid(
          at.child("maxUnavailable"),
          ShownValue.of(update.find("maxUnavailable")),
          "may not be 0 when `maxSurge` is 0");
    }
    IntOrPercent.atMostAll(update, "maxUnavailable", at, errors);
  }

  private static void progressDeadline(MapValue spec, FieldErrors errors) {
    Numbers.nonNegative(spec, "progressDeadlineSeconds", SPEC, errors);
    Long deadline = spec.integer("progressDeadlineSeconds");
    if (deadline != null && deadline <= spec.integer("minReadySeconds", 0)) {
      errors.invalid(
          SPEC.child("progressDeadlineSeconds"),
          deadline.toString(),
          "must be greater than minReadySeconds");
    }
  }

  private static void update(MapValue now, MapValue old, FieldErrors errors) {
    create(now, errors);
    ReplicaSetValidation.selectorUnchanged(now, old, errors);
  }

  private static void status(MapValue now, MapValue old, FieldErrors errors) {
    MapValue status = now.mapOrEmpty("status");
    Counts.nonNegative(status, COUNTS, errors);
    Counts.atMostReplicas(
        status, List.of("updatedReplicas", "readyReplicas", "availableReplicas"), errors);
    Counts.atMost(status, "availableReplicas", "readyReplicas", "readyReplicas", errors);
    Counts.notDecremented(now, old, "collisionCount", errors);
  }
}
