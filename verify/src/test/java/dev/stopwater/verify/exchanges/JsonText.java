package dev.stopwater.verify.exchanges;

import dev.stopwater.machinery.value.Bool;
import dev.stopwater.machinery.value.Int;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Null;
import dev.stopwater.machinery.value.Real;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.util.stream.Collectors;

/// JSON spaced and escaped as the recorded client sent it, since some answers quote the request.
final class JsonText {

  private JsonText() {}

  static String of(Value value) {
    return switch (value) {
      case MapValue map ->
          map.entries().stream()
              .map(each -> quoted(each.getKey()) + ": " + of(each.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      case ListValue list ->
          list.items().stream().map(JsonText::of).collect(Collectors.joining(", ", "[", "]"));
      case Text text -> quoted(text.value());
      case Int whole -> Long.toString(whole.value());
      case Real broken -> Double.toString(broken.value()).replace('E', 'e');
      case Bool truth -> Boolean.toString(truth.value());
      case Null nothing -> "null";
    };
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars().forEach(each -> quoted.append(escaped((char) each)));
    return quoted.append('"').toString();
  }

  private static String escaped(char each) {
    return switch (each) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case '\b' -> "\\b";
      case '\f' -> "\\f";
      default -> each < ' ' || each > '~' ? "\\u%04x".formatted((int) each) : String.valueOf(each);
    };
  }
}
