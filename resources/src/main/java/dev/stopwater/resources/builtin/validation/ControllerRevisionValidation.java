package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.value.MapValue;

/// The rules of ControllerRevisions.
final class ControllerRevisionValidation {

  static final KindValidation RULES =
      KindValidation.of(ControllerRevisionValidation::create)
          .update(ControllerRevisionValidation::update)
          .revalidatedBefore();

  private static final Path DATA = Path.of("data");

  private ControllerRevisionValidation() {}

  private static void create(MapValue object, FieldErrors errors) {
    if (!object.has("data")) {
      errors.required(DATA, "data is mandatory");
    } else if (object.map("data") == null) {
      errors.required(DATA, "data must be a valid JSON object");
    }
    Long revision = object.integer("revision");
    if (revision != null && revision < 0) {
      errors.invalid(Path.of("revision"), revision.toString(), Numbers.NON_NEGATIVE);
    }
  }

  private static void update(MapValue now, MapValue old, FieldErrors errors) {
    Immutable.value(now.find("data"), old.find("data"), DATA, Immutable.MESSAGE, errors);
  }
}
