package dev.stopwater.machinery.codec;

import java.nio.charset.StandardCharsets;

/// Text in quotes as Go's time package prints it: bytes beyond ASCII in hexadecimal.
final class TimeQuote {

  private TimeQuote() {}

  static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b < ' ') {
        quoted.append(String.format("\\x%02x", b & 0xff));
      } else {
        quoted.append(b == '"' || b == '\\' ? "\\" : "").append((char) b);
      }
    }
    return quoted.append('"').toString();
  }
}
