package dev.stopwater.resources;

import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.definition.Definition;
import org.jspecify.annotations.Nullable;

/// Hands out what must be unique across objects (cluster addresses, node ports) while an object is
/// being written.
public interface Reservations {

  /// What was reserved for one attempt of a write.
  interface Reservation {

    /// The write was committed: what the object no longer uses is free again.
    void keep();

    /// The write was not committed: everything new is free again.
    void undo();
  }

  Reservation NOTHING =
      new Reservation() {
        @Override
        public void keep() {}

        @Override
        public void undo() {}
      };

  Reservations NONE = (definition, object, old, dryRun) -> NOTHING;

  /// Fills what the object lacks and takes what it asks for.
  ///
  /// @param old null for a creation
  Reservation reserve(
      Definition definition, MapValue object, @Nullable MapValue old, boolean dryRun);
}
