package dev.stopwater.resources.builtin.defaults;

import dev.stopwater.machinery.value.Bool;
import dev.stopwater.machinery.value.Int;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The defaults that depend on nothing else, as read from a text table. Its grammar is told at the
/// head of `defaults.txt`.
final class Rows {

  private final Map<String, List<Row>> rowsByType;

  /// @param orZero whether zero counts as absent
  private record Row(String field, Value value, boolean orZero) {

    void complete(MapValue object) {
      Value found = object.find(field);
      if (Defaults.absent(found) || (orZero && isZero(found)) || emptyText(found)) {
        object.put(field, value.copy());
      }
    }

    private static boolean isZero(@Nullable Value found) {
      return found instanceof Int(long number) && number == 0;
    }

    private boolean emptyText(@Nullable Value found) {
      return value instanceof Text && found instanceof Text(String text) && text.isEmpty();
    }
  }

  private Rows(Map<String, List<Row>> rowsByType) {
    this.rowsByType = rowsByType;
  }

  static Rows load(String name) {
    Map<String, List<Row>> rows = new HashMap<>();
    try (InputStream stream = Rows.class.getResourceAsStream(name);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    Objects.requireNonNull(stream, name), StandardCharsets.UTF_8))) {
      lines
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .forEach(line -> read(line, rows));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Rows(rows);
  }

  private static void read(String line, Map<String, List<Row>> rows) {
    String[] cells = line.split("\\s+", -1);
    if (cells.length < 3) {
      throw new IllegalStateException("not a row of defaults: " + line);
    }
    boolean orZero = cells.length > 3 && cells[3].equals("or-zero");
    rows.computeIfAbsent(cells[0], type -> new ArrayList<>())
        .add(new Row(cells[1], value(cells[2]), orZero));
  }

  private static Value value(String cell) {
    return switch (cell) {
      case "true" -> new Bool(true);
      case "false" -> new Bool(false);
      case "{}" -> new MapValue();
      default -> {
        if (cell.startsWith("\"") && cell.endsWith("\"")) {
          yield new Text(cell.substring(1, cell.length() - 1));
        }
        yield cell.matches("[0-9]+") ? new Int(Long.parseLong(cell)) : new Text(cell);
      }
    };
  }

  void complete(String type, MapValue object) {
    for (Row row : rowsByType.getOrDefault(type, List.of())) {
      row.complete(object);
    }
  }
}
