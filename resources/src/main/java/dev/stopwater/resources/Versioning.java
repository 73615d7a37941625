package dev.stopwater.resources;

import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.definition.Definition;

/// Translates objects between the versions of their kind. Most kinds have one.
public interface Versioning {

  /// @param definition the version that the object is in
  /// @return the object itself where that is the version of storage
  MapValue toStorage(Definition definition, MapValue object);

  /// @param definition the version that is wanted
  MapValue fromStorage(Definition definition, MapValue stored);
}
