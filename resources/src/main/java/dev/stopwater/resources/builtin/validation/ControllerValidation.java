package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import java.util.List;

/// The rules for ReplicationControllers.
final class ControllerValidation {

  private static final Path SPEC = Path.of("spec");

  static final KindValidation RULES =
      KindValidation.of(ControllerValidation::create)
          .revalidatedBefore()
          .status(ControllerValidation::status);

  private ControllerValidation() {}

  private static void create(MapValue controller, FieldErrors errors) {
    MapValue spec = controller.mapOrEmpty("spec");
    Numbers.nonNegative(spec, "minReadySeconds", SPEC, errors);
    MapValue selector = spec.mapOrEmpty("selector");
    if (selector.isEmpty()) {
      errors.required(SPEC.child("selector"));
    }
    replicas(spec, errors);
    template(spec, selector, errors);
  }

  private static void replicas(MapValue spec, FieldErrors errors) {
    if (Fields.isSet(spec, "replicas")) {
      Numbers.nonNegative(spec, "replicas", SPEC, errors);
    } else {
      errors.required(SPEC.child("replicas"));
    }
  }

  private static void template(MapValue spec, MapValue selector, FieldErrors errors) {
    MapValue template = spec.map("template");
    Path at = SPEC.child("template");
    if (template == null) {
      errors.required(at);
      return;
    }
    MapValue labels = template.mapOrEmpty("metadata").mapOrEmpty("labels");
    if (!selector.isEmpty() && !matches(selector, labels)) {
      errors.invalid(
          at.child("metadata").child("labels"),
          labels.isEmpty() ? "null" : ShownValue.of(labels),
          "`selector` does not match template `labels`");
    }
    PodTemplateValidation.check(template, at, errors);
    MapValue pod = template.mapOrEmpty("spec");
    if (!pod.text("restartPolicy", "").equals("Always")) {
      Fields.supported(pod, "restartPolicy", List.of("Always"), at.child("spec"), errors);
    }
    if (Fields.isSet(pod, "activeDeadlineSeconds")) {
      errors.forbidden(
          at.child("spec").child("activeDeadlineSeconds"),
          "activeDeadlineSeconds in ReplicationController is not Supported");
    }
  }

  private static boolean matches(MapValue selector, MapValue labels) {
    return selector.entries().stream()
        .allMatch(entry ->
            entry.getValue() instanceof Text text
                && text.value().equals(labels.text(entry.getKey())));
  }

  private static void status(MapValue now, MapValue old, FieldErrors errors) {
    ReplicaCounts.check(now.mapOrEmpty("status"), Path.of("status"), errors);
  }
}
