package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.definition.Definition;

/// Judges objects of built-in kinds: pure functions that report every fault in upstream's order.
public final class Validation {

  private Validation() {}

  public static void create(Definition definition, MapValue object, FieldErrors errors) {
    if (object.mapOrEmpty("metadata").text("name", "").isEmpty()) {
      errors.required(Path.of("metadata", "name"), "name or generateName is required");
    }
  }

  public static void update(
      Definition definition, MapValue now, MapValue old, String subresource, FieldErrors errors) {}
}
