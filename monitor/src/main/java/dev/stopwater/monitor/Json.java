package dev.stopwater.monitor;

import java.util.List;
import java.util.Map;

/// JSON of maps, lists, texts, numbers and truths, for what is written here; nothing is read.
public final class Json {

  private Json() {}

  /// @param value of those; members of a map in its own order
  public static String text(Object value) {
    StringBuilder out = new StringBuilder(256);
    write(out, value);
    return out.toString();
  }

  private static void write(StringBuilder out, Object value) {
    switch (value) {
      case Map<?, ?> map -> map(out, map);
      case List<?> list -> list(out, list);
      case Number number -> out.append(finite(number));
      case Boolean truth -> out.append(truth);
      default -> string(out, String.valueOf(value));
    }
  }

  private static String finite(Number number) {
    return Double.isFinite(number.doubleValue()) ? number.toString() : "null";
  }

  private static void map(StringBuilder out, Map<?, ?> map) {
    char before = '{';
    for (Map.Entry<?, ?> each : map.entrySet()) {
      out.append(before);
      string(out, String.valueOf(each.getKey()));
      out.append(':');
      write(out, each.getValue());
      before = ',';
    }
    out.append(map.isEmpty() ? "{}" : "}");
  }

  private static void list(StringBuilder out, List<?> list) {
    char before = '[';
    for (Object each : list) {
      out.append(before);
      write(out, each);
      before = ',';
    }
    out.append(list.isEmpty() ? "[]" : "]");
  }

  private static void string(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        default -> {
          if (c < ' ' || Character.isSurrogate(c)) {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
