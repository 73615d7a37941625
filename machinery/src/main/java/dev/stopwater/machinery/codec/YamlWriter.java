package dev.stopwater.machinery.codec;

import dev.stopwater.machinery.value.Bool;
import dev.stopwater.machinery.value.Int;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Null;
import dev.stopwater.machinery.value.Real;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// Writes one value in blocks, as upstream's emitter does: sequences are not indented below their
/// key, keys are in natural order (`a2` before `a10`).
///
/// Below five hundred levels it goes on in JSON, which is YAML too: indentation would grow with the
/// square of the depth, and the stack with the depth.
final class YamlWriter {

  private static final int MAX_DEPTH = 500;
  private static final int INDENT = 2;
  private static final int SIMPLE_KEY_LENGTH = 128;
  private static final int UNSIGNED_BITS = 64;

  private final StringBuilder out = new StringBuilder();

  String write(Value value) {
    switch (value) {
      case MapValue map when !map.isEmpty() -> map(map, 0, 0);
      case ListValue list when !list.isEmpty() -> list(list, 0, 0);
      default -> scalar(value, INDENT);
    }
    return out.toString();
  }

  /// Writes the entries; the first stands where the writer is.
  private void map(MapValue map, int indent, int depth) {
    List<String> keys = map.keys().stream().sorted(YamlOrder::compare).toList();
    boolean first = true;
    for (String key : keys) {
      if (!first) {
        indent(indent);
      }
      first = false;
      entry(key, Objects.requireNonNull(map.find(key)), indent, depth);
    }
  }

  private void entry(String key, Value value, int indent, int depth) {
    YamlString text = new YamlString(key);
    if (!text.multiline() && key.getBytes(StandardCharsets.UTF_8).length <= SIMPLE_KEY_LENGTH) {
      text.writeAsKey(out);
      out.append(':');
      below(value, indent, depth);
      return;
    }
    out.append("? ");
    text.write(out, indent + INDENT);
    out.append('\n');
    indent(indent);
    out.append(": ");
    beside(value, indent + INDENT, depth);
  }

  /// Writes a value behind its simple key.
  private void below(Value value, int indent, int depth) {
    switch (value) {
      case MapValue map when !map.isEmpty() && depth < MAX_DEPTH -> {
        out.append('\n');
        indent(indent + INDENT);
        map(map, indent + INDENT, depth + 1);
      }
      case ListValue list when !list.isEmpty() && depth < MAX_DEPTH -> {
        out.append('\n');
        indent(indent);
        list(list, indent, depth + 1);
      }
      default -> {
        out.append(' ');
        scalar(value, indent + INDENT);
      }
    }
  }

  private void list(ListValue list, int indent, int depth) {
    boolean first = true;
    for (Value item : list) {
      if (!first) {
        indent(indent);
      }
      first = false;
      out.append("- ");
      beside(item, indent + INDENT, depth);
    }
  }

  /// Writes a value that begins where the writer is.
  private void beside(Value value, int indent, int depth) {
    switch (value) {
      case MapValue map when !map.isEmpty() && depth < MAX_DEPTH -> map(map, indent, depth + 1);
      case ListValue list when !list.isEmpty() && depth < MAX_DEPTH ->
          list(list, indent, depth + 1);
      default -> scalar(value, indent);
    }
  }

  private void scalar(Value value, int indent) {
    switch (value) {
      case Text text -> new YamlString(text.value()).write(out, indent);
      case Int number -> out.append(number.value());
      case Real number -> out.append(real(number.value()));
      case Bool flag -> out.append(flag.value());
      case Null none -> out.append("null");
      case MapValue map -> out.append(json(map));
      case ListValue list -> out.append(json(list));
    }
    out.append('\n');
  }

  private static String json(Value value) {
    return new String(JsonWriter.encodeBare(value), StandardCharsets.UTF_8);
  }

  /// A number comes here by way of JSON, which writes large ones without an exponent.
  private static String real(double value) {
    String json = GoNumber.json(value);
    boolean whole = json.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
    return whole && new BigInteger(json).bitLength() <= UNSIGNED_BITS ? json : GoNumber.text(value);
  }

  private void indent(int columns) {
    out.repeat(' ', columns);
  }
}
