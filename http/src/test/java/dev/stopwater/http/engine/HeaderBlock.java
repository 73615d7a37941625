package dev.stopwater.http.engine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Headers in the form of HPACK (RFC 7541), in its plainest words, and in its worst.
final class HeaderBlock {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /// What every request must have.
  HeaderBlock request(String method, String path) {
    return literal(":method", method)
        .literal(":scheme", "https")
        .literal(":path", path)
        .literal(":authority", "localhost");
  }

  /// A field that the decoder does not remember.
  HeaderBlock literal(String name, String value) {
    bytes.write(0);
    return text(name).text(value);
  }

  /// A field that the decoder remembers, as number 62 until the next one.
  HeaderBlock remembered(String name, String value) {
    bytes.write(0x40);
    return text(name).text(value);
  }

  /// A field by its number, again and again: one byte each.
  HeaderBlock indexed(int index, int times) {
    for (int i = 0; i < times; i++) {
      bytes.write(0x80 | index);
    }
    return this;
  }

  /// Bytes as they are.
  HeaderBlock raw(int... values) {
    for (int value : values) {
      bytes.write(value);
    }
    return this;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  private HeaderBlock text(String value) {
    integer(value.length(), 7);
    bytes.writeBytes(value.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  private void integer(int value, int prefixBits) {
    int most = (1 << prefixBits) - 1;
    if (value < most) {
      bytes.write(value);
      return;
    }
    bytes.write(most);
    int rest = value - most;
    for (; rest >= 0x80; rest >>= 7) {
      bytes.write(rest & 0x7f | 0x80);
    }
    bytes.write(rest);
  }
}
