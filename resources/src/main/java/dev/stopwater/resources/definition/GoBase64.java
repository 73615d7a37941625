package dev.stopwater.resources.definition;

import java.io.ByteArrayOutputStream;

/// Padded base64 as Go reads it: ends of line are skipped, and a fault is told by its offset.
final class GoBase64 {

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private final String text;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int at;

  private GoBase64(String text) {
    this.text = text;
  }

  /// @throws Leaves.LateException that names the offset
  static byte[] decode(String text) {
    GoBase64 decoder = new GoBase64(text);
    while (decoder.group()) {}
    return decoder.bytes.toByteArray();
  }

  /// Reads four characters; false after the last.
  private boolean group() {
    int bits = 0;
    int count = 0;
    while (count < 4) {
      skipEndsOfLine();
      if (at == text.length()) {
        if (count == 0) {
          return false;
        }
        throw fault(at - count);
      }
      char c = text.charAt(at++);
      if (c == '=') {
        end(bits, count);
        return false;
      }
      int digit = ALPHABET.indexOf(c);
      if (digit < 0) {
        throw fault(at - 1);
      }
      bits = bits << 6 | digit;
      count++;
    }
    write(bits, 3);
    return true;
  }

  private void end(int bits, int count) {
    if (count < 2) {
      throw fault(at - 1);
    }
    skipEndsOfLine();
    if (count == 2) {
      if (at == text.length()) {
        throw fault(at);
      }
      if (text.charAt(at) != '=') {
        throw fault(at - 1);
      }
      at++;
      skipEndsOfLine();
    }
    if (at < text.length()) {
      throw fault(at);
    }
    write(bits << (6 * (4 - count)), count - 1);
  }

  private void write(int bits, int count) {
    for (int i = 0; i < count; i++) {
      bytes.write(bits >> (16 - 8 * i));
    }
  }

  private void skipEndsOfLine() {
    while (at < text.length() && (text.charAt(at) == '\n' || text.charAt(at) == '\r')) {
      at++;
    }
  }

  private static Leaves.LateException fault(int offset) {
    return new Leaves.LateException("illegal base64 data at input byte " + offset);
  }
}
