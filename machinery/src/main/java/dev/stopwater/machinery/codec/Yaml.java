package dev.stopwater.machinery.codec;

import dev.stopwater.machinery.value.Value;

/// YAML.
public final class Yaml {

  private Yaml() {}

  public static Json.Reading read(byte[] text) {
    throw new DecodeException("yaml is not read yet", 0);
  }

  public static byte[] write(Value value) {
    return JsonWriter.encode(value);
  }
}
