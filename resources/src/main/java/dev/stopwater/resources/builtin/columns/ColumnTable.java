package dev.stopwater.resources.builtin.columns;

import dev.stopwater.machinery.value.Bool;
import dev.stopwater.machinery.value.Int;
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

/// Reads the table of columns. Its grammar is told at its head.
final class ColumnTable {

  private static final String OR = " or ";

  private final Map<String, Cell> functions;
  private final Map<String, List<Column>> columns = new HashMap<>();
  private List<Column> current = new ArrayList<>();

  private ColumnTable(Map<String, Cell> functions) {
    this.functions = functions;
  }

  static Map<String, List<Column>> load(String name) {
    try (InputStream stream = ColumnTable.class.getResourceAsStream(name);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    Objects.requireNonNull(stream, name), StandardCharsets.UTF_8))) {
      return read(lines.lines().toList(), Functions.all());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @throws IllegalArgumentException for what is not a row, or names no function
  static Map<String, List<Column>> read(List<String> lines, Map<String, Cell> functions) {
    ColumnTable table = new ColumnTable(functions);
    for (String line : lines) {
      String row = line.strip();
      if (row.startsWith("[")) {
        table.kinds(row);
      } else if (!row.isEmpty() && !row.startsWith("#")) {
        table.current.add(table.column(row));
      }
    }
    return table.columns;
  }

  private void kinds(String row) {
    current = new ArrayList<>();
    for (String kind : row.substring(1, row.length() - 1).split("] \\[", -1)) {
      columns.put(kind, current);
    }
  }

  private Column column(String row) {
    int comment = row.lastIndexOf("#");
    String[] parts = row.substring(0, Math.max(comment, 0)).strip().split(" {2,}", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("not a column: " + row);
    }
    String cell = parts[2];
    int or = cell.indexOf(OR);
    Value otherwise = or < 0 ? new Text("") : literal(cell.substring(or + OR.length()));
    String made = or < 0 ? cell : cell.substring(0, or);
    int dot = made.indexOf('.');
    String function = dot < 0 ? made : made.substring(0, dot).strip();
    List<String> path = dot < 0 ? List.of() : List.of(made.substring(dot + 1).split("\\.", -1));
    String description = row.substring(comment + 1).strip();
    return new Column(heading(parts[0], parts[1], description), path, named(function), otherwise);
  }

  private static Column.Heading heading(String name, String type, String description) {
    int priority = type.endsWith("+") ? 1 : 0;
    String plain = type.substring(0, type.length() - priority);
    return plain.equals("name")
        ? new Column.Heading(name, "string", "name", priority, description)
        : new Column.Heading(name, plain, "", priority, description);
  }

  private Cell named(String function) {
    Cell cell = functions.get(function);
    if (cell == null) {
      throw new IllegalArgumentException("no function is called " + function);
    }
    return cell;
  }

  private static Value literal(String text) {
    if (text.equals("true") || text.equals("false")) {
      return new Bool(text.equals("true"));
    }
    if (text.matches("[0-9]+")) {
      return new Int(Long.parseLong(text));
    }
    return new Text(text.startsWith("\"") ? text.substring(1, text.length() - 1) : text);
  }
}
