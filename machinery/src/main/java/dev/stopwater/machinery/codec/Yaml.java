package dev.stopwater.machinery.codec;

import dev.stopwater.machinery.value.Value;
import java.nio.charset.StandardCharsets;

/// Reads and writes YAML as upstream does, which is YAML 1.1: `yes` is a flag, `0777` is octal,
/// `<<` merges, a second document is ignored.
public final class Yaml {

  private Yaml() {}

  /// The first document, and what a strict reader would not accept: all repeated keys in one
  /// message.
  ///
  /// @throws DecodeException with a message that begins with `yaml: ` for a faulty text
  public static Json.Reading read(byte[] text) {
    return YamlTree.read(YamlText.of(text));
  }

  /// In blocks, with sorted keys and an end of line.
  public static byte[] write(Value value) {
    return new YamlWriter().write(value).getBytes(StandardCharsets.UTF_8);
  }
}
