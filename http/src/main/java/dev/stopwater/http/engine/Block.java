package dev.stopwater.http.engine;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Bytes of a reply that wait to be sent together. Grows with them, so that a thousand quiet
/// watches do not hold a full block each.
final class Block {

  private static final int FIRST = 4 * 1024;

  private byte @Nullable [] bytes;
  private int size;

  /// Adds, if no more than `most` bytes are then waiting.
  ///
  /// @return false if nothing was added
  boolean add(byte[] source, int offset, int length, int most) {
    if (length > most - size) {
      return false;
    }
    byte[] room = room(size + length, most);
    System.arraycopy(source, offset, room, size, length);
    size += length;
    return true;
  }

  int size() {
    return size;
  }

  /// What waits. Valid until [#clear()].
  ByteBuffer content() {
    byte[] held = bytes;
    return held == null ? ByteBuffer.allocate(0) : ByteBuffer.wrap(held, 0, size);
  }

  void copyTo(OutputStream out) throws IOException {
    byte[] held = bytes;
    if (held != null) {
      out.write(held, 0, size);
    }
  }

  /// Forgets what waited, and all but a little of the room for it if `quiet`.
  void clear(boolean quiet) {
    size = 0;
    if (quiet && bytes != null && bytes.length > FIRST) {
      bytes = null;
    }
  }

  private byte[] room(int needed, int most) {
    byte[] held = bytes;
    if (held == null) {
      held = new byte[Math.min(most, Math.max(FIRST, needed))];
    } else if (held.length < needed) {
      held = Arrays.copyOf(held, Math.min(most, Math.max(2 * held.length, needed)));
    }
    bytes = held;
    return held;
  }
}
