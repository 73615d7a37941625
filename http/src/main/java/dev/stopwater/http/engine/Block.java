package dev.stopwater.http.engine;

import dev.stopwater.lifecycle.Bytes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Bytes of a reply that wait to be sent together. Grows with them, so that a thousand quiet
/// watches do not hold a full block each.
final class Block {

  private static final int FIRST = 4 * 1024;

  private final Bytes held;
  private byte @Nullable [] bytes;
  private int size;

  /// @param held is told how much room it takes beyond the first of it
  Block(Bytes held) {
    this.held = held;
  }

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
    byte[] room = bytes;
    return room == null ? ByteBuffer.allocate(0) : ByteBuffer.wrap(room, 0, size);
  }

  void copyTo(OutputStream out) throws IOException {
    byte[] room = bytes;
    if (room != null) {
      out.write(room, 0, size);
    }
  }

  /// Forgets what waited, and all but a little of the room for it if `quiet`.
  void clear(boolean quiet) {
    size = 0;
    byte[] room = bytes;
    if (quiet && room != null && room.length > FIRST) {
      bytes = null;
      held.give(room.length - FIRST);
    }
  }

  private byte[] room(int needed, int most) {
    byte[] room = bytes;
    if (room == null) {
      int first = Math.min(most, Math.max(FIRST, needed));
      take(first - FIRST);
      room = new byte[first];
    } else if (room.length < needed) {
      int next = Math.min(most, Math.max(2 * room.length, needed));
      take(next - room.length);
      room = Arrays.copyOf(room, next);
    }
    bytes = room;
    return room;
  }

  private void take(int more) {
    if (more > 0) {
      held.take(more);
    }
  }
}
