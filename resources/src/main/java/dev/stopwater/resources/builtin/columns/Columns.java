package dev.stopwater.resources.builtin.columns;

import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The columns of all built-in kinds. A kind is named as in other tables: `Pod`, `apps/Deployment`.
/// Pure, and free to be used from any thread.
public final class Columns {

  private static final String ANY = "*";

  private final Map<String, List<Column>> columns;

  private Columns(Map<String, List<Column>> columns) {
    this.columns = columns;
  }

  /// The table that ships with us, read once for the process, when first asked for.
  public static Columns builtin() {
    return Builtin.COLUMNS;
  }

  /// Whether Tables show more of a kind than its name and when it was created.
  public boolean knows(String kind) {
    return columns.containsKey(kind);
  }

  /// The `columnDefinitions` of a kind.
  public ListValue definitions(String kind) {
    ListValue definitions = new ListValue();
    for (Column column : of(kind)) {
      if (column.heading().shown()) {
        definitions.add(column.heading().definition());
      }
    }
    return definitions;
  }

  /// The `cells` of one object, in the version of which it is.
  public ListValue cells(String kind, MapValue object, Instant now) {
    ListValue cells = new ListValue();
    of(kind).forEach(column -> cells.add(column.cellOf(object, now)));
    return cells;
  }

  /// The `conditions` of one object's row: a pod that has ended says so.
  public ListValue conditions(String kind, MapValue object) {
    return kind.equals("Pod") ? PodCells.conditions(object) : new ListValue();
  }

  private List<Column> of(String kind) {
    List<Column> own = columns.get(kind);
    return own == null ? columns.getOrDefault(ANY, List.of()) : own;
  }

  private static final class Builtin {
    static final Columns COLUMNS = new Columns(ColumnTable.load("columns.txt"));
  }
}
