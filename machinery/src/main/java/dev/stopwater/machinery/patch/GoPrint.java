package dev.stopwater.machinery.patch;

import dev.stopwater.machinery.codec.GoNumber;
import dev.stopwater.machinery.value.Bool;
import dev.stopwater.machinery.value.Int;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Null;
import dev.stopwater.machinery.value.Real;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Values as Go prints untyped JSON, which is how messages about strategic merge patches show them.
final class GoPrint {

  private GoPrint() {}

  /// As `%v`: `map[data:map[k:5] list:[a <nil>]]`.
  static String plain(Value value) {
    return tree(value, GoPrint::scalar);
  }

  /// As `%s`, which finds fault with whatever is no text: `%!s(int64=5)`.
  static String asText(Value value) {
    return tree(value, GoPrint::scalarAsText);
  }

  private static String tree(Value value, Function<Value, String> scalar) {
    return switch (value) {
      case MapValue map ->
          map.keys().stream()
              .sorted()
              .map(key -> key + ":" + tree(Objects.requireNonNull(map.find(key)), scalar))
              .collect(Collectors.joining(" ", "map[", "]"));
      case ListValue list ->
          list.items().stream()
              .map(item -> tree(item, scalar))
              .collect(Collectors.joining(" ", "[", "]"));
      default -> scalar.apply(value);
    };
  }

  private static String scalar(Value value) {
    return switch (value) {
      case Text text -> text.value();
      case Int number -> Long.toString(number.value());
      case Real number -> GoNumber.text(number.value());
      case Bool flag -> Boolean.toString(flag.value());
      default -> "<nil>";
    };
  }

  private static String scalarAsText(Value value) {
    return switch (value) {
      case Text text -> text.value();
      case Null none -> "%!s(<nil>)";
      default -> "%!s(" + kind(value) + "=" + scalar(value) + ")";
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
