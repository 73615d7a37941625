package dev.stopwater.machinery.codec;

import dev.stopwater.machinery.errors.GoQuote;
import org.jspecify.annotations.Nullable;

/// Finds the first fault of a JSON text and words it as Go's scanner does. Only texts that the
/// parser refused come here, so it favours plainness over speed.
///
/// Go reads one byte at a time and, at the end of input, one blank more: an unfinished token may
/// therefore be blamed on a `' '` that nobody wrote.
final class JsonFault {

  /// The deepest nesting that Go reads.
  static final int MAX_DEPTH = 10_000;

  private static final String VALUE = "looking for beginning of value";
  private static final String KEY = "looking for beginning of object key string";
  private static final String EXPONENT = "in exponent of numeric literal";

  private final byte[] text;
  private final boolean[] inObject = new boolean[MAX_DEPTH + 1];
  private int depth;
  private int position;

  private JsonFault(byte[] text) {
    this.text = text;
  }

  /// The first fault, or null for a text that Go would read.
  static @Nullable DecodeException find(byte[] text) {
    try {
      new JsonFault(text).scan();
      return null;
    } catch (DecodeException fault) {
      return fault;
    }
  }

  private void scan() {
    beginValue();
    while (depth > 0) {
      afterValue();
    }
    skipBlanks();
    if (position < text.length) {
      throw unexpected("after top-level value");
    }
  }

  /// Reads a scalar, or opens containers down to the first scalar or empty container.
  private void beginValue() {
    boolean opened = true;
    while (opened) {
      int next = nextByte();
      opened = next == '{' || next == '[';
      if (opened) {
        opened = open(next == '{');
      } else {
        scalar(next);
      }
    }
  }

  /// True if a value follows, false for an empty container.
  private boolean open(boolean object) {
    if (depth == MAX_DEPTH) {
      throw unexpected("exceeded max depth");
    }
    inObject[depth++] = object;
    position++;
    if (nextByte() == (object ? '}' : ']')) {
      close();
      return false;
    }
    if (object) {
      key();
    }
    return true;
  }

  private void close() {
    position++;
    depth--;
  }

  private void afterValue() {
    boolean object = inObject[depth - 1];
    int next = nextByte();
    if (next == (object ? '}' : ']')) {
      close();
      return;
    }
    if (next != ',') {
      throw unexpected(object ? "after object key:value pair" : "after array element");
    }
    position++;
    if (object) {
      key();
    }
    beginValue();
  }

  private void key() {
    if (nextByte() != '"') {
      throw unexpected(KEY);
    }
    string();
    if (nextByte() != ':') {
      throw unexpected("after object key");
    }
    position++;
  }

  private void scalar(int first) {
    switch (first) {
      case '"' -> string();
      case 't' -> literal("true");
      case 'f' -> literal("false");
      case 'n' -> literal("null");
      default -> {
        if (first != '-' && !digit(first)) {
          throw unexpected(VALUE);
        }
        number();
      }
    }
  }

  private void literal(String word) {
    position++;
    for (int i = 1; i < word.length(); i++, position++) {
      if (byteOrBlank() != word.charAt(i)) {
        throw unexpected("in literal " + word + " (expecting '" + word.charAt(i) + "')");
      }
    }
  }

  private void number() {
    if (byteOrBlank() == '-') {
      position++;
    }
    int first = byteOrBlank();
    requireDigit("in numeric literal");
    if (first != '0') {
      skipDigits();
    }
    if (byteOrBlank() == '.') {
      position++;
      requireDigit("after decimal point in numeric literal");
      skipDigits();
    }
    if ((byteOrBlank() | 0x20) == 'e') {
      position++;
      if (byteOrBlank() == '+' || byteOrBlank() == '-') {
        position++;
      }
      requireDigit(EXPONENT);
      skipDigits();
    }
  }

  private void requireDigit(String where) {
    if (!digit(byteOrBlank())) {
      throw unexpected(where);
    }
    position++;
  }

  private void skipDigits() {
    while (digit(byteOrBlank())) {
      position++;
    }
  }

  private void string() {
    position++;
    while (true) {
      if (position == text.length) {
        throw endOfInput();
      }
      int next = byteOrBlank();
      if (next < ' ') {
        throw unexpected("in string literal");
      }
      position++;
      if (next == '"') {
        return;
      }
      if (next == '\\') {
        escape();
      }
    }
  }

  private void escape() {
    int kind = byteOrBlank();
    if ("bfnrt\\/\"u".indexOf(kind) < 0) {
      throw unexpected("in string escape code");
    }
    position++;
    for (int i = 0; kind == 'u' && i < 4; i++, position++) {
      if (Character.digit(byteOrBlank(), 16) < 0) {
        throw unexpected("in \\u hexadecimal character escape");
      }
    }
  }

  private void skipBlanks() {
    while (position < text.length && " \t\r\n".indexOf(text[position]) >= 0) {
      position++;
    }
  }

  private int nextByte() {
    skipBlanks();
    if (position == text.length) {
      throw endOfInput();
    }
    return byteOrBlank();
  }

  private int byteOrBlank() {
    return position < text.length ? text[position] & 0xff : ' ';
  }

  private static boolean digit(int b) {
    return b >= '0' && b <= '9';
  }

  private DecodeException endOfInput() {
    return new DecodeException("unexpected end of JSON input", text.length);
  }

  private DecodeException unexpected(String where) {
    int offset = Math.min(position + 1, text.length);
    return new DecodeException("invalid character " + quoted(byteOrBlank()) + " " + where, offset);
  }

  private static String quoted(int b) {
    if (b == '\'') {
      return "'\\''";
    }
    if (b == '"') {
      return "'\"'";
    }
    String quoted = GoQuote.quote(String.valueOf((char) b));
    return "'" + quoted.substring(1, quoted.length() - 1) + "'";
  }
}
