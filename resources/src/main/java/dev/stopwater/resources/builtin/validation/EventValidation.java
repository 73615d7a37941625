package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.value.MapValue;

/// The rules for Events of the core group, which are few.
final class EventValidation {

  static final KindValidation RULES =
      KindValidation.of(EventValidation::create).revalidatedAfter().withoutMetadata();

  private EventValidation() {}

  private static void create(MapValue event, FieldErrors errors) {
    String namespace = event.mapOrEmpty("metadata").text("namespace", "");
    String involved = event.mapOrEmpty("involvedObject").text("namespace", "");
    Path at = Path.of("involvedObject", "namespace");
    if (involved.isEmpty()) {
      if (!namespace.isEmpty() && !namespace.equals("default")) {
        errors.invalidText(at, involved, "does not match event.namespace");
      }
    } else if (!involved.equals(namespace)) {
      errors.invalidText(at, involved, "does not match event.namespace");
    }
  }
}
