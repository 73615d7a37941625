package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Null;
import dev.stopwater.machinery.value.Value;
import org.jspecify.annotations.Nullable;

/// The rules of ControllerRevisions.
final class ControllerRevisionValidation {

  static final KindValidation RULES =
      KindValidation.of(ControllerRevisionValidation::create)
          .update(ControllerRevisionValidation::update);

  private static final Path DATA = Path.of("data");

  private ControllerRevisionValidation() {}

  private static void create(MapValue object, FieldErrors errors) {
    if (isMissing(object.find("data"))) {
      errors.required(DATA, "data is mandatory");
    } else if (object.map("data") == null) {
      errors.required(DATA, "data must be a valid JSON object");
    }
    revision(object, errors);
  }

  private static boolean isMissing(@Nullable Value data) {
    return data == null || data == Null.NULL;
  }

  private static void revision(MapValue object, FieldErrors errors) {
    Long revision = object.integer("revision");
    if (revision != null && revision < 0) {
      errors.invalid(Path.of("revision"), revision.toString(), Numbers.NON_NEGATIVE);
    }
  }

  private static void update(MapValue now, MapValue old, FieldErrors errors) {
    revision(now, errors);
    Immutable.value(now.find("data"), old.find("data"), DATA, Immutable.MESSAGE, errors);
  }
}
