package dev.stopwater.resources;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.definition.Definition;

/// What differs from kind to kind when objects are written: upstream calls it a strategy. Pure
/// functions of their arguments, called again on each attempt of a write.
public interface KindRules {

  /// Fills what a client left out. Runs right after decoding.
  void applyDefaults(Definition definition, MapValue object);

  /// Takes away what a creation may not set, and sets what it always has.
  void prepareForCreate(Definition definition, MapValue object);

  /// Takes over from `old` what this update may not change.
  void prepareForUpdate(Definition definition, MapValue now, MapValue old, String subresource);

  void validateCreate(Definition definition, MapValue object, FieldErrors errors);

  void validateUpdate(
      Definition definition, MapValue now, MapValue old, String subresource, FieldErrors errors);

  /// The object as it is stored and sent: fields in their order, and what its kind shows when
  /// empty. A new tree; the argument does not change.
  MapValue shown(Definition definition, MapValue object);

  boolean allowsCreateOnUpdate(Definition definition);

  boolean allowsUnconditionalUpdate(Definition definition);

  /// Whether a deletion answers with the object instead of a Status.
  boolean deletionReturnsObject(Definition definition);

  /// What happens to dependents when the client does not say.
  Dependents defaultDependents(Definition definition);

  /// The grace of a deletion of this object in seconds, or -1 for a kind that knows none.
  ///
  /// @param asked the client's wish, or -1
  long grace(Definition definition, MapValue object, long asked);

  /// A kind's treatment of its dependents.
  enum Dependents {
    BACKGROUND,
    ORPHAN,
    /// Garbage collection does not concern this kind.
    NONE
  }
}
