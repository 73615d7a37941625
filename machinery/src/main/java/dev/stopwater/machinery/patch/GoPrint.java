package dev.stopwater.machinery.patch;

import dev.stopwater.machinery.codec.GoText;
import dev.stopwater.machinery.value.Bool;
import dev.stopwater.machinery.value.Int;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Null;
import dev.stopwater.machinery.value.Real;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.util.Objects;
import java.util.stream.Collectors;

/// Untyped values where Go expected another type, as messages about strategic merge patches show
/// them.
final class GoPrint {

  private GoPrint() {}

  /// As `%s`, which finds fault with whatever is no text: `%!s(int64=5)`.
  static String asText(Value value) {
    return switch (value) {
      case MapValue map ->
          map.keys().stream()
              .sorted()
              .map(key -> key + ":" + asText(Objects.requireNonNull(map.find(key))))
              .collect(Collectors.joining(" ", "map[", "]"));
      case ListValue list ->
          list.items().stream().map(GoPrint::asText).collect(Collectors.joining(" ", "[", "]"));
      case Text text -> text.value();
      case Null none -> "%!s(<nil>)";
      default -> "%!s(" + kind(value) + "=" + GoText.plain(value) + ")";
    };
  }

  /// What kind of value Go sees.
  static String kind(Value value) {
    return switch (value) {
      case MapValue map -> "map";
      case ListValue list -> "slice";
      case Text text -> "string";
      case Int number -> "int64";
      case Real number -> "float64";
      case Bool flag -> "bool";
      case Null none -> "invalid";
    };
  }

  /// The type of a value as `%T` would have it, and a complaint for null.
  static String type(Value value) {
    return switch (value) {
      case MapValue map -> "map[string]interface {}";
      case ListValue list -> "[]interface {}";
      case Null none -> "%!s(<nil>)";
      default -> kind(value);
    };
  }
}
