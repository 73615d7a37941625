package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.value.MapValue;

/// References that name a group and a kind of their own.
final class TypedReferences {

  private TypedReferences() {}

  /// `apiGroup`, `kind` and `name` of an object in the same place.
  static void local(MapValue reference, Path at, FieldErrors errors) {
    String group = reference.text("apiGroup", "");
    if (!group.isEmpty()) {
      Faults.invalidText(at.child("apiGroup"), group, Names.dnsSubdomain(group), errors);
    }
    segment(reference, "kind", at, errors);
    segment(reference, "name", at, errors);
  }

  private static void segment(MapValue reference, String field, Path at, FieldErrors errors) {
    if (Faults.requiredText(reference, field, at, errors)) {
      String value = reference.text(field, "");
      Faults.invalidText(at.child(field), value, Names.pathSegment(value), errors);
    }
  }
}
