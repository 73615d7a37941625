package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.codec.JsonWriter;
import dev.stopwater.machinery.errors.GoQuote;
import dev.stopwater.machinery.value.Null;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Values as messages show them.
final class ShownValue {

  private ShownValue() {}

  /// Text in Go's quotes, anything else as JSON with sorted keys.
  static String of(@Nullable Value value) {
    return switch (value) {
      case null -> "null";
      case Null none -> "null";
      case Text text -> GoQuote.quote(text.value());
      default -> plain(value);
    };
  }

  /// A struct, with its fields in their order.
  static String json(Value value) {
    return GoJson.compact(value);
  }

  /// JSON with the keys of maps sorted.
  static String plain(Value value) {
    return new String(JsonWriter.encodeBare(value), StandardCharsets.UTF_8);
  }
}
