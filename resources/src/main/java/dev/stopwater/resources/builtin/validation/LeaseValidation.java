package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.value.MapValue;

/// The rules of Leases.
final class LeaseValidation {

  static final KindValidation RULES =
      KindValidation.of(LeaseValidation::create).update((now, old, errors) -> create(now, errors));

  private static final Path SPEC = Path.of("spec");

  private LeaseValidation() {}

  private static void create(MapValue object, FieldErrors errors) {
    MapValue spec = object.mapOrEmpty("spec");
    Numbers.positive(spec, "leaseDurationSeconds", SPEC, errors);
    Numbers.nonNegative(spec, "leaseTransitions", SPEC, errors);
  }
}
