package dev.stopwater.machinery.names;

import java.util.List;

/// Texts of a set of characters, whose ends may have a smaller set. Hand-written, since names come
/// from clients and a regular expression's stack grows with them.
enum Shape {
  /// `[a-z0-9]([-a-z0-9]*[a-z0-9])?`
  LABEL,
  /// `([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]`
  NAME,
  /// `_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?`
  UNDERSCORED;

  /// Whether the whole text has this shape; an empty one has not.
  boolean fits(String text) {
    return fits(text, 0, text.length());
  }

  /// Whether each of the parts between dots has this shape.
  boolean fitsEach(String text) {
    int from = 0;
    for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', from)) {
      if (!fits(text, from, dot)) {
        return false;
      }
      from = dot + 1;
    }
    return fits(text, from, text.length());
  }

  private boolean fits(String text, int from, int to) {
    int start = this == UNDERSCORED && from < to && text.charAt(from) == '_' ? from + 1 : from;
    if (start >= to || !edge(text.charAt(start)) || !edge(text.charAt(to - 1))) {
      return false;
    }
    for (int i = start; i < to; i++) {
      if (!edge(text.charAt(i)) && !inner(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean edge(char c) {
    return lowerOrDigit(c) || (this == NAME && c >= 'A' && c <= 'Z');
  }

  private boolean inner(char c) {
    return switch (this) {
      case LABEL -> c == '-';
      case NAME -> "-_.".indexOf(c) >= 0;
      case UNDERSCORED -> c == '-' || c == '_';
    };
  }

  private static boolean lowerOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  /// Whether there is a character and each is a letter, a digit or one of `others`.
  static boolean consistsOf(String text, String others) {
    return !text.isEmpty()
        && text.chars().allMatch(c -> letter(c) || digit(c) || others.indexOf(c) >= 0);
  }

  static boolean letter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean digit(int c) {
    return c >= '0' && c <= '9';
  }

  /// The length as Go counts it.
  static int bytes(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return bytes;
  }

  /// `message` unless `holds`.
  static List<String> unless(boolean holds, String message) {
    return holds ? List.of() : List.of(message);
  }
}
