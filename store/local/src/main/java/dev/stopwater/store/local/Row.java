package dev.stopwater.store.local;

import dev.stopwater.store.Entry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// One write as it lies on disk.
///
/// @param created the revision of the write that made the key; its own if this one did
/// @param previous the revision of the row that this one replaced; 0 if it made the key
/// @param value null if the write was a deletion
@SuppressWarnings("ArrayRecordComponent") // never changed
record Row(long revision, String key, long created, long previous, byte @Nullable [] value) {

  /// CRC-32C of everything in the row; `docs/formats/local-store.md` has the bytes.
  long checksum() {
    byte[] name = key.getBytes(StandardCharsets.UTF_8);
    ByteBuffer numbers = ByteBuffer.allocate(3 * Long.BYTES + Integer.BYTES);
    numbers.putLong(revision).putLong(created).putLong(previous).putInt(name.length).flip();
    CRC32C sum = new CRC32C();
    sum.update(numbers);
    sum.update(name);
    sum.update(value == null ? 0 : 1);
    if (value != null) {
      sum.update(value);
    }
    return sum.getValue();
  }

  /// The key's entry after this write, or null after a deletion.
  @Nullable Entry entry() {
    return value == null ? null : new Entry(key, created, revision, value);
  }
}
