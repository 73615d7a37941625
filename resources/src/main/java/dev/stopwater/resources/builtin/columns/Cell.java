package dev.stopwater.resources.builtin.columns;

import dev.stopwater.machinery.value.Value;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a cell is made of an object, or of a part of it.
@FunctionalInterface
interface Cell {

  /// The cell, or null where there is nothing to show.
  ///
  /// @param seen what is at the path that the column names, or else the object
  @Nullable Value of(Value seen, Instant now);
}
