package dev.stopwater.resources.builtin;

import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.Versioning;
import dev.stopwater.resources.definition.Definition;

/// The translations between versions of built-in kinds.
public final class BuiltinVersions implements Versioning {

  @Override
  public MapValue toStorage(Definition definition, MapValue object) {
    return object;
  }

  @Override
  public MapValue fromStorage(Definition definition, MapValue stored) {
    return stored.copy().put("apiVersion", definition.apiVersion());
  }
}
