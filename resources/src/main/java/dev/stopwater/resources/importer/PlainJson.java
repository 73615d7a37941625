package dev.stopwater.resources.importer;

import dev.stopwater.machinery.codec.JsonWriter;
import dev.stopwater.machinery.value.Value;
import java.nio.charset.StandardCharsets;

/// The few JSON values within the data file, on one line without blanks.
final class PlainJson {

  private PlainJson() {}

  /// @throws IllegalArgumentException for what would break the line into other words
  static String of(Value value) {
    String text = new String(JsonWriter.encodeBare(value), StandardCharsets.UTF_8);
    if (text.chars().anyMatch(c -> c <= ' ' || c == '(' || c == ')')) {
      throw new IllegalArgumentException("a text that the data file cannot hold: " + text);
    }
    return text;
  }
}
