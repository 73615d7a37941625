package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.util.Map;

/// JSON with the keys of objects in the order in which they were put, as Go writes structs.
final class GoJson {

  private final StringBuilder out = new StringBuilder();
  private final boolean indented;

  private GoJson(boolean indented) {
    this.indented = indented;
  }

  /// On one line, without spaces.
  static String compact(Value value) {
    return new GoJson(false).text(value);
  }

  /// On many lines, each level indented by a space.
  static String indented(Value value) {
    return new GoJson(true).text(value);
  }

  private String text(Value value) {
    write(value, 0);
    return out.toString();
  }

  private void write(Value value, int depth) {
    switch (value) {
      case MapValue map when !map.isEmpty() -> writeMap(map, depth);
      case ListValue list when !list.isEmpty() -> writeList(list, depth);
      default -> out.append(ShownValue.plain(value));
    }
  }

  private void writeMap(MapValue map, int depth) {
    char separator = '{';
    for (Map.Entry<String, Value> entry : map.entries()) {
      out.append(separator);
      line(depth + 1);
      out.append(ShownValue.plain(new Text(entry.getKey()))).append(indented ? ": " : ":");
      write(entry.getValue(), depth + 1);
      separator = ',';
    }
    line(depth);
    out.append('}');
  }

  private void writeList(ListValue list, int depth) {
    char separator = '[';
    for (Value item : list) {
      out.append(separator);
      line(depth + 1);
      write(item, depth + 1);
      separator = ',';
    }
    line(depth);
    out.append(']');
  }

  private void line(int depth) {
    if (indented) {
      out.append('\n').repeat(' ', depth);
    }
  }
}
