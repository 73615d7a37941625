package dev.stopwater.machinery.errors;

/// Text in quotes as Go's `%q` prints it, which is how messages show names and values.
public final class GoQuote {

  private GoQuote() {}

  public static String quote(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    text.codePoints().forEach(point -> append(quoted, point));
    return quoted.append('"').toString();
  }

  private static void append(StringBuilder out, int point) {
    switch (point) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case 7 -> out.append("\\a");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case 11 -> out.append("\\v");
      default -> appendPlain(out, point);
    }
  }

  private static void appendPlain(StringBuilder out, int point) {
    if (point < ' ' || point == 0x7f) {
      out.append(String.format("\\x%02x", point));
    } else if (printable(point)) {
      out.appendCodePoint(point);
    } else {
      out.append(String.format(point > 0xffff ? "\\U%08x" : "\\u%04x", point));
    }
  }

  private static boolean printable(int point) {
    if (point == ' ') {
      return true;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
