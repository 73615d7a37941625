package dev.stopwater.machinery.codec.protobuf;

import dev.stopwater.machinery.codec.DecodeException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A cursor over a part of a message's bytes that never leaves it. Complaints are in the words of
/// Go's generated readers.
final class WireReader {

  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int BYTES = 2;
  private static final int GROUP = 3;
  static final int END_GROUP = 4;
  private static final int FIXED32 = 5;

  private final byte[] bytes;
  private int at;
  private final int end;

  WireReader(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
  }

  boolean hasMore() {
    return at < end;
  }

  /// Seven bits a byte, the lowest first; what exceeds 64 bits is lost, as in Go.
  long varint() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      if (shift >= Long.SIZE) {
        throw fault("proto: integer overflow");
      }
      if (at >= end) {
        throw endOfInput();
      }
      byte next = bytes[at++];
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  /// Eight bytes, the lowest first.
  long fixed64() {
    long value = 0;
    int start = advance(Long.BYTES);
    for (int i = 0; i < Long.BYTES; i++) {
      value |= (bytes[start + i] & 0xffL) << (Byte.SIZE * i);
    }
    return value;
  }

  /// The bytes after a length, as a reader of their own.
  WireReader part() {
    long length = varint();
    if (length < 0) {
      throw fault("proto: negative length found during unmarshaling");
    }
    int start = advance(length);
    return new WireReader(bytes, start, at);
  }

  /// Everything that is left.
  byte[] rest() {
    return Arrays.copyOfRange(bytes, at, end);
  }

  /// Everything that is left; what is not UTF-8 becomes U+FFFD.
  String restAsText() {
    return new String(bytes, at, end - at, StandardCharsets.UTF_8);
  }

  /// Passes over the value of an unknown field, groups within groups included.
  void skip(int wireType) {
    int depth = 0;
    int type = wireType;
    while (true) {
      switch (type) {
        case VARINT -> varint();
        case FIXED64 -> advance(Long.BYTES);
        case BYTES -> part();
        case GROUP -> depth++;
        case END_GROUP -> depth--;
        case FIXED32 -> advance(Integer.BYTES);
        default -> throw fault("proto: illegal wireType " + type);
      }
      if (depth == 0) {
        return;
      }
      type = (int) (varint() & 7);
    }
  }

  /// @return where it stood before
  private int advance(long length) {
    if (length > end - at) {
      throw endOfInput();
    }
    int start = at;
    at += (int) length;
    return start;
  }

  private static DecodeException endOfInput() {
    return fault("unexpected EOF");
  }

  static DecodeException fault(String message) {
    return new DecodeException(message, 0);
  }
}
