package dev.stopwater.machinery.codec;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// The characters of a YAML stream.
final class YamlText {

  private static final String BYTE_ORDER_MARK = "\ufeff";

  private YamlText() {}

  static String of(byte[] bytes) {
    Charset charset = charset(bytes);
    if (charset.equals(StandardCharsets.UTF_8)) {
      refuseBadBytes(bytes);
    }
    String text = new String(bytes, charset);
    String marked = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    if (!marked.codePoints().allMatch(YamlText::allowed)) {
      throw new DecodeException("yaml: control characters are not allowed", 0);
    }
    return marked;
  }

  private static Charset charset(byte[] bytes) {
    if (bytes.length >= 2 && bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe) {
      return StandardCharsets.UTF_16LE;
    }
    if (bytes.length >= 2 && bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff) {
      return StandardCharsets.UTF_16BE;
    }
    return StandardCharsets.UTF_8;
  }

  private static void refuseBadBytes(byte[] bytes) {
    int at = Utf8.validPrefix(bytes, 0);
    if (at < bytes.length) {
      throw new DecodeException("yaml: " + badness(bytes, at), at);
    }
  }

  private static String badness(byte[] bytes, int at) {
    int first = bytes[at] & 0xff;
    int length = first >= 0xf8 || first < 0xc0 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (length == 0) {
      return "invalid leading UTF-8 octet";
    }
    if (at + length > bytes.length) {
      return "incomplete UTF-8 octet sequence";
    }
    for (int i = 1; i < length; i++) {
      if ((bytes[at + i] & 0xc0) != 0x80) {
        return "invalid trailing UTF-8 octet";
      }
    }
    int second = bytes[at + 1] & 0xff;
    boolean tooLong =
        first < 0xc2 || (first == 0xe0 && second < 0xa0) || (first == 0xf0 && second < 0x90);
    return tooLong ? "invalid length of a UTF-8 sequence" : "invalid Unicode character";
  }

  private static boolean allowed(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= ' ' && c < 0x7f)
        || c == 0x85
        || (c >= 0xa0 && c < 0xfffe)
        || c >= 0x10000;
  }
}
