package dev.stopwater.resources.builtin.defaults;

import dev.stopwater.machinery.value.MapValue;

/// Completes one object of one type by looking at its other fields.
@FunctionalInterface
interface Rule {

  void complete(MapValue object);
}
