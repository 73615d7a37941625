package dev.stopwater.machinery.codec;

import java.nio.charset.StandardCharsets;

/// JSON texts may name half a surrogate pair, `"\\ud83d"`: Go reads it as U+FFFD, the parser
/// refuses it or hands it on.
final class EscapedSurrogates {

  private static final int LENGTH = 6; // of an escape such as \ud83d
  private static final byte[] REPLACEMENT = "\\ufffd".getBytes(StandardCharsets.US_ASCII);

  private EscapedSurrogates() {}

  /// `text` itself where no half stands alone, else a repaired copy.
  static byte[] repaired(byte[] text) {
    byte[] repaired = text;
    boolean copied = false;
    for (int at = 0; at < text.length; at++) {
      if (text[at] != '\\') {
        continue;
      }
      int half = half(text, at);
      if (half == 0) {
        at++;
      } else if (Character.isHighSurrogate((char) half)
          && Character.isLowSurrogate((char) half(text, at + LENGTH))) {
        at += 2 * LENGTH - 1;
      } else {
        repaired = copied ? repaired : text.clone();
        copied = true;
        System.arraycopy(REPLACEMENT, 0, repaired, at, LENGTH);
        at += LENGTH - 1;
      }
    }
    return repaired;
  }

  /// The surrogate that is escaped at `at`, or 0 for anything else.
  private static int half(byte[] text, int at) {
    if (at + LENGTH > text.length || text[at] != '\\' || text[at + 1] != 'u') {
      return 0;
    }
    int unit = 0;
    for (int i = 2; i < LENGTH; i++) {
      int digit = Character.digit(text[at + i], 16);
      if (digit < 0) {
        return 0;
      }
      unit = (unit << 4) | digit;
    }
    return Character.isSurrogate((char) unit) ? unit : 0;
  }
}
