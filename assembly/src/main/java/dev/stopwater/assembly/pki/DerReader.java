package dev.stopwater.assembly.pki;

import java.io.IOException;
import java.util.Arrays;

/// Reads what stands one after the other in DER. Not for several threads.
final class DerReader {

  static final int INTEGER = 0x02;
  static final int BITS = 0x03;
  static final int OCTETS = 0x04;
  static final int OID = 0x06;
  static final int SEQUENCE = 0x30;
  static final int FIRST = 0xa0; // `[0] EXPLICIT`

  private final byte[] bytes;
  private int at;

  DerReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /// What is in the next value, which must have this tag.
  byte[] content(int tag) throws IOException {
    if (!isNext(tag)) {
      throw new IOException("no value with the tag " + tag + " where it should be");
    }
    int start = at;
    at++;
    int length = length();
    if (length < 0 || length > bytes.length - at) {
      throw new IOException("the value at " + start + " is longer than what holds it");
    }
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  boolean isNext(int tag) {
    return at < bytes.length && (bytes[at] & 0xff) == tag;
  }

  private int length() throws IOException {
    int first = octet();
    if (first < 0x80) {
      return first;
    }
    int length = 0;
    for (int i = 0; i < (first & 0x7f) && i < 4; i++) {
      length = (length << 8) | octet();
    }
    return length;
  }

  private int octet() throws IOException {
    if (at >= bytes.length) {
      throw new IOException("it ends too early");
    }
    return bytes[at++] & 0xff;
  }
}
