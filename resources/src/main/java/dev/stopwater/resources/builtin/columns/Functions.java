package dev.stopwater.resources.builtin.columns;

import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The functions that the table of columns may name. Each answers null where there is nothing to
/// show, and so it is where the value is not of the form that the function looks at.
final class Functions {

  private final Map<String, Cell> byName = new HashMap<>();

  private Functions() {}

  static Map<String, Cell> all() {
    Functions all = new Functions();
    all.put("age", Ages::age);
    PlainCells.addTo(all);
    PodCells.addTo(all);
    WorkloadCells.addTo(all);
    ScalerCells.addTo(all);
    NetworkCells.addTo(all);
    NodeCells.addTo(all);
    StorageCells.addTo(all);
    EventCells.addTo(all);
    PolicyCells.addTo(all);
    return Map.copyOf(all.byName);
  }

  /// A text of an object.
  @FunctionalInterface
  interface OfObject {
    @Nullable String text(MapValue object);
  }

  /// A text of an object and the time.
  @FunctionalInterface
  interface OfObjectNow {
    @Nullable String text(MapValue object, Instant now);
  }

  /// A text of a list.
  @FunctionalInterface
  interface OfList {
    @Nullable String text(ListValue list);
  }

  Functions put(String name, Cell cell) {
    byName.put(name, cell);
    return this;
  }

  Functions object(String name, OfObject function) {
    return objectNow(name, (object, now) -> function.text(object));
  }

  Functions objectNow(String name, OfObjectNow function) {
    return put(
        name,
        (seen, now) -> seen instanceof MapValue object ? text(function.text(object, now)) : null);
  }

  Functions list(String name, OfList function) {
    return put(
        name, (seen, now) -> seen instanceof ListValue list ? text(function.text(list)) : null);
  }

  private static @Nullable Value text(@Nullable String text) {
    return text == null ? null : new Text(text);
  }
}
