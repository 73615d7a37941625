package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.select.LabelSelectors;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;

/// The rules of PodDisruptionBudgets.
final class PodDisruptionBudgetValidation {

  static final KindValidation RULES =
      KindValidation.of(PodDisruptionBudgetValidation::create)
          .status(PodDisruptionBudgetValidation::status)
          .withoutMetadata()
          .revalidatedBefore();

  private static final Path SPEC = Path.of("spec");
  private static final Path STATUS = Path.of("status");
  private static final InternalForm FORM =
      InternalForm.of(
          "MinAvailable:any Selector:any MaxUnavailable:any UnhealthyPodEvictionPolicy:any");
  private static final List<String> EVICTIONS = List.of("AlwaysAllow", "IfHealthyBudget");
  private static final List<String> COUNTS =
      List.of("disruptionsAllowed", "currentHealthy", "desiredHealthy", "expectedPods");

  private PodDisruptionBudgetValidation() {}

  private static void create(MapValue object, FieldErrors errors) {
    MapValue spec = object.mapOrEmpty("spec");
    if (spec.has("minAvailable") && spec.has("maxUnavailable")) {
      errors.invalid(SPEC, FORM.show(spec), "minAvailable and maxUnavailable cannot be both set");
    }
    for (String field : List.of("minAvailable", "maxUnavailable")) {
      IntOrPercent.nonNegative(spec, field, SPEC, errors);
      IntOrPercent.atMostAll(spec, field, SPEC, errors);
    }
    MapValue selector = spec.map("selector");
    if (selector != null) {
      LabelSelectors.validate(selector, SPEC.child("selector"), errors);
    }
    Faults.oneOfIfPresent(spec, "unhealthyPodEvictionPolicy", EVICTIONS, SPEC, errors);
  }

  private static void status(MapValue now, MapValue old, FieldErrors errors) {
    MapValue status = now.mapOrEmpty("status");
    Conditions.validate(status.listOrEmpty("conditions"), STATUS.child("conditions"), errors);
    Counts.nonNegative(status, COUNTS, errors);
  }
}
