package dev.stopwater.machinery.codec;

import java.io.ByteArrayOutputStream;

/// UTF-8 as Go's decoders see it: each byte that belongs to no valid sequence counts as one U+FFFD.
final class Utf8 {

  private static final byte[] REPLACEMENT = {(byte) 0xef, (byte) 0xbf, (byte) 0xbd};

  private Utf8() {}

  /// `text` itself where it is valid, else a repaired copy.
  static byte[] repaired(byte[] text) {
    int valid = validPrefix(text, 0);
    if (valid == text.length) {
      return text;
    }
    ByteArrayOutputStream repaired = new ByteArrayOutputStream(text.length + 16);
    int start = 0;
    while (valid < text.length) {
      repaired.write(text, start, valid - start);
      repaired.write(REPLACEMENT, 0, REPLACEMENT.length);
      start = valid + 1;
      valid = validPrefix(text, start);
    }
    repaired.write(text, start, text.length - start);
    return repaired.toByteArray();
  }

  /// The index of the first byte from `from` on that starts no valid sequence, or the length.
  static int validPrefix(byte[] text, int from) {
    int at = from;
    while (at < text.length) {
      if (text[at] >= 0) {
        at++;
        continue;
      }
      int length = sequence(text, at);
      if (length == 0) {
        return at;
      }
      at += length;
    }
    return at;
  }

  /// The length of the valid sequence of several bytes at `at`, or 0.
  private static int sequence(byte[] text, int at) {
    int first = text[at] & 0xff;
    int length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    if (length == 0 || at + length > text.length) {
      return 0;
    }
    int second = text[at + 1] & 0xff;
    int low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    int high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (second < low || second > high) {
      return 0;
    }
    for (int i = 2; i < length; i++) {
      if ((text[at + i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return length;
  }

  /// The order of the UTF-8 bytes, in which Go sorts strings; UTF-16's differs above U+D800.
  static int compare(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean astral = Character.isSurrogate(x) != Character.isSurrogate(y);
        return astral ? (Character.isSurrogate(x) ? 1 : -1) : Character.compare(x, y);
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
