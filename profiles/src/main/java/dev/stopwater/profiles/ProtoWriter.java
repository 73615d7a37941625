package dev.stopwater.profiles;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Writes the few shapes of protobuf's wire format that `profile.proto` needs: varints, texts,
/// nested messages, packed repeated integers. One thread.
final class ProtoWriter {

  private static final int VARINT = 0;
  private static final int LENGTH = 2;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /// Zero is the default, and is not written.
  void number(int field, long value) {
    if (value != 0) {
      varint(((long) field << 3) | VARINT);
      varint(value);
    }
  }

  void text(int field, String text) {
    bytes(field, text.getBytes(StandardCharsets.UTF_8));
  }

  void message(int field, ProtoWriter message) {
    bytes(field, message.toByteArray());
  }

  void packed(int field, long... values) {
    ProtoWriter body = new ProtoWriter();
    for (long value : values) {
      body.varint(value);
    }
    message(field, body);
  }

  /// Adds fields that were written elsewhere.
  void append(ProtoWriter fields) {
    out.writeBytes(fields.toByteArray());
  }

  byte[] toByteArray() {
    return out.toByteArray();
  }

  private void bytes(int field, byte[] bytes) {
    varint(((long) field << 3) | LENGTH);
    varint(bytes.length);
    out.write(bytes, 0, bytes.length);
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
