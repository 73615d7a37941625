package dev.stopwater.resources.builtin.columns;

import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Value;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One column of a kind.
///
/// @param path to what the cell is made of; empty for the object itself
/// @param otherwise what the cell holds where there is nothing to show
record Column(Heading heading, List<String> path, Cell cell, Value otherwise) {

  /// What a Table says of a column.
  ///
  /// @param priority zero, or one for wide output
  record Heading(String name, String type, String format, int priority, String description) {

    /// Whether the cells stand below a heading at all.
    boolean shown() {
      return !name.equals("-");
    }

    MapValue definition() {
      return MapValue.of("name", name, "type", type, "format", format)
          .put("description", description)
          .put("priority", priority);
    }
  }

  Column {
    path = List.copyOf(path);
  }

  Value cellOf(MapValue object, Instant now) {
    Value seen = path.isEmpty() ? object : object.at(path.toArray(String[]::new));
    @Nullable Value found = seen == null ? null : cell.of(seen, now);
    return found == null ? otherwise.copy() : found.copy();
  }
}
