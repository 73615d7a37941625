package dev.stopwater.machinery.codec;

import java.util.Arrays;

/// A growing array of JSON bytes that knows how Go's encoder escapes strings.
final class JsonBytes {

  private static final String HEX = "0123456789abcdef";

  private byte[] bytes = new byte[1024];
  private int size;

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  JsonBytes ascii(char c) {
    room(1);
    bytes[size++] = (byte) c;
    return this;
  }

  JsonBytes ascii(String text) {
    room(text.length());
    for (int i = 0; i < text.length(); i++) {
      bytes[size++] = (byte) text.charAt(i);
    }
    return this;
  }

  JsonBytes string(String text) {
    ascii('"');
    for (int i = 0; i < text.length(); i++) {
      room(6); // the longest that one char becomes
      char c = text.charAt(i);
      if (c < 0x80) {
        ascii7(c);
      } else if (Character.isSurrogate(c)) {
        i += surrogate(text, i);
      } else if (c == '\u2028' || c == '\u2029') {
        unicode(c);
      } else {
        utf8(c);
      }
    }
    return ascii('"');
  }

  private void ascii7(char c) {
    switch (c) {
      case '"', '\\' -> escape(c);
      case '\b' -> escape('b');
      case '\f' -> escape('f');
      case '\n' -> escape('n');
      case '\r' -> escape('r');
      case '\t' -> escape('t');
      case '<', '>', '&' -> unicode(c);
      default -> {
        if (c < ' ') {
          unicode(c);
        } else {
          bytes[size++] = (byte) c;
        }
      }
    }
  }

  private void escape(char letter) {
    bytes[size++] = '\\';
    bytes[size++] = (byte) letter;
  }

  private void unicode(char c) {
    escape('u');
    for (int shift = 12; shift >= 0; shift -= 4) {
      bytes[size++] = (byte) HEX.charAt((c >> shift) & 0xf);
    }
  }

  /// How many chars more than one were taken.
  private int surrogate(String text, int at) {
    int point = text.codePointAt(at);
    if (!Character.isSupplementaryCodePoint(point)) {
      unicode('\ufffd');
      return 0;
    }
    utf8(point);
    return 1;
  }

  private void utf8(int point) {
    if (point < 0x800) {
      bytes[size++] = (byte) (0xc0 | (point >> 6));
    } else {
      if (point < 0x10000) {
        bytes[size++] = (byte) (0xe0 | (point >> 12));
      } else {
        bytes[size++] = (byte) (0xf0 | (point >> 18));
        bytes[size++] = (byte) (0x80 | ((point >> 12) & 0x3f));
      }
      bytes[size++] = (byte) (0x80 | ((point >> 6) & 0x3f));
    }
    bytes[size++] = (byte) (0x80 | (point & 0x3f));
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
    }
  }
}
