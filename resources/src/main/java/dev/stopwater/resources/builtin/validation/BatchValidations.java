package dev.stopwater.resources.builtin.validation;

import java.util.Map;

/// The rules of `batch` and `autoscaling`, by
/// [dev.stopwater.resources.definition.Definition#tableKey()].
final class BatchValidations {

  static final Map<String, KindValidation> TABLE =
      Map.of(
          "batch/Job", JobValidation.RULES,
          "batch/CronJob", CronJobValidation.RULES,
          "autoscaling/HorizontalPodAutoscaler", HorizontalPodAutoscalerValidation.RULES);

  private BatchValidations() {}
}
