package dev.stopwater.admission;

import dev.stopwater.machinery.errors.StatusException;

/// One gate before a write: it may change an object, and later judge what has become of it.
///
/// Both may run again when a write is tried again on a newer version of the object. They run on the
/// request's thread.
public interface Admission {

  /// Changes `attributes.object()` in place, before it is prepared and validated.
  ///
  /// @throws StatusException if the request is refused at this point already
  default void mutate(AdmissionAttributes attributes) {}

  /// Judges the object in the form in which it would be stored.
  ///
  /// @throws StatusException if the request is refused
  default void validate(AdmissionAttributes attributes) {}
}
