package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;

/// The rules of Jobs.
final class JobValidation {

  static final KindValidation RULES =
      KindValidation.of(JobValidation::create)
          .update(JobUpdateValidation::update)
          .status(JobStatusValidation::status)
          .revalidatedBefore();

  static final Path SPEC = Path.of("spec");

  private static final List<String> UID_LABELS =
      List.of("batch.kubernetes.io/controller-uid", "controller-uid");

  private JobValidation() {}

  private static void create(MapValue object, FieldErrors errors) {
    MapValue spec = object.mapOrEmpty("spec");
    generatedSelector(object, spec, errors);
    JobSpecValidation.validate(spec, SPEC, errors);
    if (spec.map("selector") == null) {
      errors.required(SPEC.child("selector"));
    } else {
      TemplateSelector.wellFormed(spec, SPEC, errors);
    }
    TemplateSelector.matches(spec, SPEC, errors);
    podName(object, spec, errors);
  }

  /// A selector that the server makes: nothing but the object's own identity.
  private static void generatedSelector(MapValue object, MapValue spec, FieldErrors errors) {
    MapValue selector = spec.map("selector");
    if (spec.flag("manualSelector") || selector == null) {
      return;
    }
    MapValue labels = selector.mapOrEmpty("matchLabels");
    String uid = object.mapOrEmpty("metadata").text("uid", "");
    boolean generated =
        selector.listOrEmpty("matchExpressions").isEmpty()
            && labels.size() == 1
            && UID_LABELS.stream().anyMatch(label -> uid.equals(labels.text(label)));
    if (!generated) {
      errors.invalid(
          SPEC.child("selector"),
          TemplateSelector.shown(selector),
          "`selector` not auto-generated");
    }
  }

  /// The name of the last pod must be one.
  private static void podName(MapValue object, MapValue spec, FieldErrors errors) {
    Long completions = spec.integer("completions");
    if (!"Indexed".equals(spec.text("completionMode")) || completions == null || completions <= 0) {
      return;
    }
    String name = object.mapOrEmpty("metadata").text("name", "");
    String pod = name + "-" + (completions - 1);
    if (!Names.dnsLabel(pod).isEmpty()) {
      errors.invalidText(
          Path.of("metadata", "name"),
          name,
          "will not able to create pod with invalid DNS label: " + pod);
    }
  }
}
