package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;

/// The rules of DaemonSets.
final class DaemonSetValidation {

  static final KindValidation RULES =
      KindValidation.of(DaemonSetValidation::create)
          .update(DaemonSetValidation::update)
          .status(DaemonSetValidation::status);

  private static final Path SPEC = Path.of("spec");
  private static final Path STRATEGY = SPEC.child("updateStrategy");
  private static final InternalForm STRATEGY_FORM =
      InternalForm.of("Type:text RollingUpdate:?{MaxUnavailable:number MaxSurge:number}");
  private static final List<String> STRATEGIES = List.of("RollingUpdate", "OnDelete");
  private static final List<String> COUNTS =
      List.of(
          "currentNumberScheduled",
          "numberMisscheduled",
          "desiredNumberScheduled",
          "numberReady",
          "observedGeneration",
          "updatedNumberScheduled",
          "numberAvailable",
          "numberUnavailable",
          "collisionCount");

  private DaemonSetValidation() {}

  private static void create(MapValue object, FieldErrors errors) {
    MapValue spec = object.mapOrEmpty("spec");
    TemplateSelector.wellFormed(spec, SPEC, errors);
    TemplateSelector.matches(spec, SPEC, errors);
    TemplateSelector.notEmpty(spec, "daemonset", SPEC, errors);
    WorkloadTemplate.validate(spec, "DaemonSet", errors);
    Numbers.nonNegative(spec, "minReadySeconds", SPEC, errors);
    strategy(spec.mapOrEmpty("updateStrategy"), errors);
    Numbers.nonNegative(spec, "revisionHistoryLimit", SPEC, errors);
  }

  private static void strategy(MapValue strategy, FieldErrors errors) {
    switch (strategy.text("type", "")) {
      case "OnDelete" -> {}
      case "RollingUpdate" ->
          rollingUpdate(
              strategy.mapOrEmpty("rollingUpdate"), STRATEGY.child("rollingUpdate"), errors);
      default -> errors.notSupported(STRATEGY, STRATEGY_FORM.show(strategy), STRATEGIES);
    }
  }

  private static void rollingUpdate(MapValue update, Path at, FieldErrors errors) {
    IntOrPercent.nonNegative(update, "maxUnavailable", at, errors);
    IntOrPercent.nonNegative(update, "maxSurge", at, errors);
    IntOrPercent.atMostAll(update, "maxUnavailable", at, errors);
    IntOrPercent.atMostAll(update, "maxSurge", at, errors);
    boolean unavailable = !IntOrPercent.isZero(update.find("maxUnavailable"));
    boolean surge = !IntOrPercent.isZero(update.find("maxSurge"));
    if (unavailable && surge) {
      errors.invalid(
          at.child("maxSurge"),
          ShownValue.of(update.find("maxSurge")),
          "may not be set when maxUnavailable is non-zero");
    } else if (!unavailable && !surge) {
      errors.required(at.child("maxUnavailable"), "cannot be 0 when maxSurge is 0");
    }
  }

  private static void update(MapValue now, MapValue old, FieldErrors errors) {
    ReplicaSetValidation.selectorUnchanged(now, old, errors);
    create(now, errors);
  }

  private static void status(MapValue now, MapValue old, FieldErrors errors) {
    Counts.nonNegative(now.mapOrEmpty("status"), COUNTS, errors);
    Counts.notDecremented(now, old, "collisionCount", errors);
  }
}
