package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;

/// The template of pods that never end.
final class WorkloadTemplate {

  private static final Path AT = Path.of("spec", "template");
  private static final List<String> ALWAYS = List.of("Always");

  private WorkloadTemplate() {}

  /// @param kind as the message names it
  static void validate(MapValue spec, String kind, FieldErrors errors) {
    MapValue template = spec.mapOrEmpty("template");
    PodTemplateValidation.check(template, AT, errors);
    endless(template.mapOrEmpty("spec"), kind, errors);
  }

  static void endless(MapValue podSpec, String kind, FieldErrors errors) {
    Path at = AT.child("spec");
    String restartPolicy = podSpec.text("restartPolicy", "");
    if (!restartPolicy.equals("Always")) {
      errors.notSupportedText(at.child("restartPolicy"), restartPolicy, ALWAYS);
    }
    if (podSpec.has("activeDeadlineSeconds")) {
      errors.forbidden(
          at.child("activeDeadlineSeconds"),
          "activeDeadlineSeconds in " + kind + " is not Supported");
    }
  }
}
