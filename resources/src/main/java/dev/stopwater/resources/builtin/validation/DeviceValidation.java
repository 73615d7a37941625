package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;

/// The rules of DeviceClasses, and of the claims of devices and their templates.
final class DeviceValidation {

  static final KindValidation CLASS =
      KindValidation.of(DeviceValidation::deviceClass)
          .update((now, old, errors) -> deviceClass(now, errors));
  static final KindValidation CLAIM =
      KindValidation.of((object, errors) -> {}).update(DeviceValidation::updateClaim);
  static final KindValidation TEMPLATE =
      KindValidation.of((object, errors) -> {}).update(DeviceValidation::updateTemplate);

  private static final Path SPEC = Path.of("spec");
  private static final InternalForm CLAIM_FORM =
      InternalForm.of("Devices:{Requests:any Constraints:any Config:any}");

  private DeviceValidation() {}

  private static void deviceClass(MapValue object, FieldErrors errors) {
    MapValue spec = object.mapOrEmpty("spec");
    each(spec.listOrEmpty("selectors"), "cel", SPEC.child("selectors"), errors);
    each(spec.listOrEmpty("config"), "opaque", SPEC.child("config"), errors);
  }

  private static void each(ListValue items, String field, Path at, FieldErrors errors) {
    for (int i = 0; i < items.size(); i++) {
      if (items.mapAt(i).map(field) == null) {
        errors.required(at.index(i).child(field));
      }
    }
  }

  private static void updateClaim(MapValue now, MapValue old, FieldErrors errors) {
    MapValue spec = now.mapOrEmpty("spec");
    if (!Immutable.same(spec, old.mapOrEmpty("spec"))) {
      errors.invalid(SPEC, CLAIM_FORM.show(spec), Immutable.MESSAGE);
    }
  }

  private static void updateTemplate(MapValue now, MapValue old, FieldErrors errors) {
    Immutable.value(now.find("spec"), old.find("spec"), SPEC, Immutable.MESSAGE, errors);
  }
}
