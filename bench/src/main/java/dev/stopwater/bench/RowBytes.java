package dev.stopwater.bench;

import dev.stopwater.bench.Contender.Row;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A row as bytes, for contenders that have no columns: two numbers, the key's length, the key, the
/// value.
final class RowBytes {

  private static final int NUMBERS = 2 * Long.BYTES;

  private RowBytes() {}

  static byte[] of(Row row) {
    byte[] key = row.key().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(NUMBERS + Integer.BYTES + key.length + row.value().length)
        .putLong(row.created())
        .putLong(row.previous())
        .putInt(key.length)
        .put(key)
        .put(row.value())
        .array();
  }

  static byte[] value(byte[] bytes) {
    int key = ByteBuffer.wrap(bytes).getInt(NUMBERS);
    return Arrays.copyOfRange(bytes, NUMBERS + Integer.BYTES + key, bytes.length);
  }

  static byte[] revision(long revision) {
    return ByteBuffer.allocate(Long.BYTES).putLong(revision).array();
  }
}
