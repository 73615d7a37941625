package dev.stopwater.machinery.codec;

/// One text of a YAML document, in the plainest style that keeps it: plain, in single quotes, as a
/// literal block if it has lines, else in double quotes.
final class YamlString {

  private static final int WIDTH = 80; // behind this column a blank becomes a line break
  private static final int INDENT_HINT = 2;
  private static final String INDICATORS = "#,[]{}&*!|>'\"%@`";

  private final String text;
  private final int[] points;
  private boolean special;
  private boolean lineBreak;
  private boolean indicator;
  private boolean spaceBeforeBreak;
  private boolean breakBeforeSpace;

  YamlString(String text) {
    this.text = text;
    this.points = text.codePoints().toArray();
    look();
  }

  private void look() {
    indicator = text.startsWith("---") || text.startsWith("...");
    for (int i = 0; i < points.length; i++) {
      int c = points[i];
      int next = i + 1 < points.length ? points[i + 1] : ' ';
      int before = i > 0 ? points[i - 1] : ' ';
      special |= !printable(c) && !isBreak(c);
      lineBreak |= isBreak(c);
      spaceBeforeBreak |= c == ' ' && i + 1 < points.length && isBreak(next);
      breakBeforeSpace |= isBreak(c) && next == ' ' && i + 1 < points.length;
      indicator |= i == 0 ? leadingIndicator(c, next) : innerIndicator(c, before, next);
    }
  }

  private static boolean leadingIndicator(int c, int next) {
    boolean blankFollows = next == ' ' || isBreak(next) || next == '\t';
    return INDICATORS.indexOf(c) >= 0 || ("?:-".indexOf(c) >= 0 && blankFollows);
  }

  private static boolean innerIndicator(int c, int before, int next) {
    boolean blankFollows = next == ' ' || isBreak(next) || next == '\t';
    boolean blankBefore = before == ' ' || isBreak(before) || before == '\t';
    return (c == ':' && blankFollows) || (c == '#' && blankBefore);
  }

  private static boolean isBreak(int c) {
    return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029;
  }

  private static boolean printable(int c) {
    return (c >= ' ' && c < 0x7f)
        || (c >= 0xa0 && c < 0xd800)
        || (c >= 0xe000 && c < 0xfffe && c != 0xfeff);
  }

  /// Whether it has line breaks, and so cannot be a simple key.
  boolean multiline() {
    return lineBreak;
  }

  private boolean leads(int c) {
    return points.length > 0 && points[0] == c;
  }

  private boolean ends(int c) {
    return points.length > 0 && points[points.length - 1] == c;
  }

  private boolean plainAllowed() {
    boolean blankAtEnds = leads(' ') || ends(' ');
    return !lineBreak && !special && !blankAtEnds && !indicator;
  }

  private boolean singleQuotesAllowed() {
    return !special && !breakBeforeSpace && !spaceBeforeBreak;
  }

  private boolean blockAllowed() {
    return !special && !spaceBeforeBreak && !ends(' ') && text.indexOf('\r') < 0;
  }

  void writeAsKey(StringBuilder out) {
    flow(out, -1);
  }

  /// @param indent of the lines that it may need
  void write(StringBuilder out, int indent) {
    if (text.indexOf('\n') >= 0) {
      if (blockAllowed()) {
        literal(out, indent);
      } else {
        doubleQuoted(out, indent);
      }
      return;
    }
    flow(out, indent);
  }

  /// @param indent negative where lines must not be broken
  private void flow(StringBuilder out, int indent) {
    if (YamlScalar.needsQuotes(text) || text.indexOf('\r') >= 0) {
      doubleQuoted(out, indent);
    } else if (plainAllowed()) {
      folded(out, indent, text);
    } else if (singleQuotesAllowed()) {
      out.append('\'');
      folded(out, indent, text.replace("'", "''"));
      out.append('\'');
    } else {
      doubleQuoted(out, indent);
    }
  }

  /// Single blanks between words behind the width become line breaks.
  private void folded(StringBuilder out, int indent, String shown) {
    int column = column(out);
    for (int i = 0; i < shown.length(); i++) {
      char c = shown.charAt(i);
      if (c == ' ' && indent >= 0 && column > WIDTH && loneBlank(shown, i)) {
        out.append('\n').repeat(' ', indent);
        column = indent;
      } else {
        out.append(c);
        column += Character.isLowSurrogate(c) ? 0 : 1;
      }
    }
  }

  private static boolean loneBlank(String shown, int at) {
    return at > 0
        && at < shown.length() - 1
        && shown.charAt(at - 1) != ' '
        && shown.charAt(at + 1) != ' ';
  }

  private static int column(StringBuilder out) {
    int lineStart = out.lastIndexOf("\n") + 1;
    return out.codePointCount(lineStart, out.length());
  }

  private void literal(StringBuilder out, int indent) {
    out.append('|');
    if (leads(' ') || (points.length > 0 && isBreak(points[0]))) {
      out.append(INDENT_HINT);
    }
    if (!text.endsWith("\n")) {
      out.append('-');
    } else if (text.length() == 1 || text.endsWith("\n\n")) {
      out.append('+');
    }
    String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    for (String line : body.split("\n", -1)) {
      out.append('\n');
      if (!line.isEmpty()) {
        out.repeat(' ', indent).append(line);
      }
    }
  }

  private void doubleQuoted(StringBuilder out, int indent) {
    out.append('"');
    int column = column(out);
    boolean afterBlank = false;
    for (int i = 0; i < points.length; i++) {
      int c = points[i];
      boolean fold =
          c == ' '
              && indent >= 0
              && !afterBlank
              && column > WIDTH
              && i > 0
              && i < points.length - 1;
      int start = out.length();
      if (fold) {
        out.append('\n').repeat(' ', indent);
        if (points[i + 1] == ' ') {
          out.append('\\');
        }
        column = out.length() - start - 1;
      } else {
        escaped(out, c);
        column += out.codePointCount(start, out.length());
      }
      afterBlank = c == ' ';
    }
    out.append('"');
  }

  private static void escaped(StringBuilder out, int c) {
    switch (c) {
      case 0 -> out.append("\\0");
      case 7 -> out.append("\\a");
      case '\b' -> out.append("\\b");
      case '\t' -> out.append("\\t");
      case '\n' -> out.append("\\n");
      case 11 -> out.append("\\v");
      case '\f' -> out.append("\\f");
      case '\r' -> out.append("\\r");
      case 27 -> out.append("\\e");
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case 0x85 -> out.append("\\N");
      default -> {
        if (printable(c)) {
          out.appendCodePoint(c);
        } else {
          out.append(String.format(c < 0x100 ? "\\x%02X" : c < 0x10000 ? "\\u%04X" : "\\U%08X", c));
        }
      }
    }
  }
}
