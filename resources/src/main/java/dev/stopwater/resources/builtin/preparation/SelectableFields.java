package dev.stopwater.resources.builtin.preparation;

import dev.stopwater.machinery.select.FieldLabels;
import dev.stopwater.machinery.value.Bool;
import dev.stopwater.machinery.value.Int;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import dev.stopwater.resources.definition.Definition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// By which of its fields a built-in kind may be selected, and what an object has there.
///
/// Labels belong to the kind in which a client asks, values to the kind that is stored.
public final class SelectableFields {

  private record Row(String label, String field, List<String> paths, String otherwise) {}

  private static final Map<String, List<Row>> ROWS = rows();
  private static final Map<String, FieldLabels> LABELS = allLabels();

  private SelectableFields() {}

  /// The labels that a client may use.
  public static FieldLabels labels(Definition definition) {
    return LABELS.getOrDefault(definition.tableKey(), FieldLabels.METADATA_ONLY);
  }

  /// The values of an object's own fields, as [dev.stopwater.machinery.select.Attributes] has them.
  ///
  /// @param definition the kind as which the object is stored
  public static Map<String, String> values(Definition definition, MapValue object) {
    List<Row> rows = ROWS.getOrDefault(definition.tableKey(), List.of());
    Map<String, String> values = new HashMap<>();
    for (Row row : rows) {
      if (row.label.equals(row.field)) {
        values.put(row.field, value(row, object));
      }
    }
    return values;
  }

  private static String value(Row row, MapValue object) {
    for (String path : row.paths) {
      String found = text(at(object, path));
      if (!found.isEmpty()) {
        return found;
      }
    }
    return row.otherwise;
  }

  private static @Nullable Value at(MapValue object, String path) {
    Value value = object;
    for (String step : path.split("\\.", -1)) {
      value =
          switch (value) {
            case MapValue map -> map.find(step);
            case ListValue list when list.size() > Integer.parseInt(step) ->
                list.at(Integer.parseInt(step));
            case null, default -> null;
          };
    }
    return value;
  }

  private static String text(@Nullable Value value) {
    return switch (value) {
      case Text(String text) -> text;
      case Int(long number) -> Long.toString(number);
      case Bool(boolean flag) -> Boolean.toString(flag);
      case null, default -> "";
    };
  }

  private static Map<String, List<Row>> rows() {
    Map<String, List<Row>> rows = new HashMap<>();
    for (List<String> cells : Table.load("fields.txt")) {
      String field = Table.value(cells, "field", cells.get(1));
      List<String> paths = List.of(Table.value(cells, "path", field).split("\\|", -1));
      rows.computeIfAbsent(cells.getFirst(), kind -> new ArrayList<>())
          .add(new Row(cells.get(1), field, paths, Table.value(cells, "else", "")));
    }
    return rows;
  }

  private static Map<String, FieldLabels> allLabels() {
    Map<String, FieldLabels> labels = new HashMap<>();
    ROWS.forEach((kind, rows) -> {
      Map<String, String> fields = new HashMap<>();
      rows.forEach(row -> fields.put(row.label, row.field));
      labels.put(kind, FieldLabels.of(fields));
    });
    labels.computeIfPresent(
        "batch/Job",
        (kind, own) ->
            own.refusing(label -> "field label \"" + label + "\" not supported for Job"));
    labels.computeIfPresent(
        "resource.k8s.io/ResourceSlice",
        (kind, own) ->
            own.refusing(label ->
                "field label not supported for resource.k8s.io/v1, Kind=ResourceSlice: " + label));
    return Map.copyOf(labels);
  }
}
