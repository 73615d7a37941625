package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.util.List;
import java.util.Map;

/// Specs of pods in the form that messages about changes compare.
final class GoPods {

  /// What the API has in the spec and upstream keeps in the security context.
  private static final List<String> OF_CONTEXT =
      List.of("hostNetwork", "hostPID", "hostIPC", "shareProcessNamespace", "hostUsers");

  private GoPods() {}

  static MapValue spec(MapValue spec) {
    MapValue moved = spec.copy();
    MapValue context = moved.mapOrPut("securityContext");
    for (String field : OF_CONTEXT) {
      Value value = moved.find(field);
      if (value != null) {
        context.put(field, value);
      }
    }
    return GoObjects.of("PodSpec", moved);
  }

  /// JSON of many lines, each level indented by a space.
  static String text(Value value) {
    StringBuilder out = new StringBuilder();
    write(value, 0, out);
    return out.toString();
  }

  private static void write(Value value, int depth, StringBuilder out) {
    switch (value) {
      case MapValue map when !map.isEmpty() -> writeMap(map, depth, out);
      case ListValue list when !list.isEmpty() -> writeList(list, depth, out);
      default -> out.append(ShownValue.json(value));
    }
  }

  private static void writeMap(MapValue map, int depth, StringBuilder out) {
    out.append('{');
    String separator = "";
    for (Map.Entry<String, Value> entry : map.entries()) {
      out.append(separator);
      line(depth + 1, out);
      out.append(ShownValue.json(new Text(entry.getKey())));
      out.append(": ");
      write(entry.getValue(), depth + 1, out);
      separator = ",";
    }
    line(depth, out);
    out.append('}');
  }

  private static void writeList(ListValue list, int depth, StringBuilder out) {
    out.append('[');
    String separator = "";
    for (Value item : list) {
      out.append(separator);
      line(depth + 1, out);
      write(item, depth + 1, out);
      separator = ",";
    }
    line(depth, out);
    out.append(']');
  }

  private static void line(int depth, StringBuilder out) {
    out.append('\n').repeat(' ', depth);
  }
}
