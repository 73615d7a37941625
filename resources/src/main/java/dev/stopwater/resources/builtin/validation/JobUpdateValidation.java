package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;
import java.util.Objects;

/// What a change of a Job may not do.
final class JobUpdateValidation {

  private static final Path SPEC = JobValidation.SPEC;
  private static final Path TEMPLATE = SPEC.child("template");
  private static final List<String> SCHEDULING =
      List.of("nodeSelector", "affinity", "tolerations", "schedulingGates");
  private static final List<String> CONTAINERS = List.of("containers", "initContainers");

  private JobUpdateValidation() {}

  static void update(MapValue now, MapValue old, FieldErrors errors) {
    MapValue spec = now.mapOrEmpty("spec");
    MapValue before = old.mapOrEmpty("spec");
    completions(spec, before, errors);
    TemplateSelector.unchanged(spec, before, SPEC, errors);
    template(now, old, errors);
    Immutable.field(spec, before, "completionMode", SPEC, errors);
    unchanged(spec, before, "podFailurePolicy", PodFailurePolicy.FORM, errors);
    Immutable.field(spec, before, "backoffLimitPerIndex", SPEC, errors);
    Immutable.field(spec, before, "managedBy", SPEC, errors);
    unchanged(spec, before, "successPolicy", JobSuccessPolicy.FORM, errors);
  }

  private static void unchanged(
      MapValue now, MapValue old, String field, InternalForm form, FieldErrors errors) {
    MapValue value = now.map(field);
    if (!Immutable.same(value, old.map(field))) {
      errors.invalid(
          SPEC.child(field), value == null ? "null" : form.show(value), Immutable.MESSAGE);
    }
  }

  /// An indexed job may be resized together with its parallelism.
  private static void completions(MapValue now, MapValue old, FieldErrors errors) {
    if ("Indexed".equals(now.text("completionMode"))) {
      Long completions = now.integer("completions");
      if (!Objects.equals(completions, old.integer("completions"))
          && !Objects.equals(completions, now.integer("parallelism"))) {
        errors.invalid(
            SPEC.child("completions"),
            String.valueOf(completions),
            "can only be modified in tandem with spec.parallelism");
      }
    } else {
      Immutable.field(now, old, "completions", SPEC, errors);
    }
  }

  private static void template(MapValue now, MapValue old, FieldErrors errors) {
    MapValue template = now.mapOrEmpty("spec").mapOrEmpty("template");
    MapValue before = old.mapOrEmpty("spec").mapOrEmpty("template");
    if (!isResting(old)) {
      if (!Immutable.same(template, before)) {
        errors.invalid(TEMPLATE, shown(template), Immutable.MESSAGE);
      }
    } else if (!Immutable.same(essence(template), essence(before))) {
      errors.invalid(
          TEMPLATE.child("spec"),
          ShownValue.json(GoPods.spec(template.mapOrEmpty("spec"))),
          Immutable.MESSAGE);
    }
  }

  /// Whether nothing of the job runs: where its pods may go can still be changed.
  private static boolean isResting(MapValue job) {
    MapValue status = job.mapOrEmpty("status");
    return job.mapOrEmpty("spec").flag("suspend")
        && status.text("startTime") == null
        && status.integer("active", 0) == 0;
  }

  private static MapValue essence(MapValue template) {
    MapValue spec = template.mapOrEmpty("spec").copy();
    SCHEDULING.forEach(spec::remove);
    for (String list : CONTAINERS) {
      spec.listOrEmpty(list).maps().forEach(container -> container.remove("resources"));
    }
    return spec;
  }

  /// The template in upstream's own structs: metadata has the names of the API there.
  private static String shown(MapValue template) {
    MapValue shown = template.mapOrEmpty("metadata").copy();
    return ShownValue.json(shown.put("Spec", GoPods.spec(template.mapOrEmpty("spec"))));
  }
}
