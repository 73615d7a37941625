package dev.stopwater.machinery.codec;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ParserException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// The parser's faults in the words of upstream's parser, a kin of it: most differ in wording only.
///
/// Lines follow upstream's habits. A fault of the scanner names its line; one of the grammar names
/// the line before; on the first line neither names any. At the end of a text that does not end a
/// line, upstream has already gone to the next one.
final class YamlFault {

  /// Beginnings of the parser's messages, with upstream's words.
  private static final Map<String, String> WORDS = new LinkedHashMap<>();

  static {
    WORDS.put("mapping values are not allowed", "mapping values are not allowed in this context");
    WORDS.put("mapping keys are not allowed", "mapping keys are not allowed in this context");
    WORDS.put(
        "sequence entries are not allowed",
        "block sequence entries are not allowed in this context");
    WORDS.put("could not find expected ':'", "could not find expected ':'");
    WORDS.put("found unexpected end of stream", "found unexpected end of stream");
    WORDS.put("found unexpected document separator", "found unexpected document indicator");
    WORDS.put("found unknown escape character", "found unknown escape character");
    WORDS.put("expected escape sequence of", "did not find expected hexdecimal number");
    WORDS.put("expected a comment or a line break", "did not find expected comment or line break");
    WORDS.put("expected chomping or indentation", "did not find expected comment or line break");
    WORDS.put("expected indentation indicator", "found an indentation indicator equal to 0");
    WORDS.put(
        "expected alphabetic or numeric", "did not find expected alphabetic or numeric character");
    WORDS.put(
        "unexpected character found", "did not find expected alphabetic or numeric character");
    WORDS.put("expected URI escape", "did not find URI escaped octet");
    WORDS.put("expected URI,", "did not find expected tag URI");
    WORDS.put("expected '>'", "did not find the expected '>'");
    WORDS.put("expected '!'", "did not find expected '!'");
    WORDS.put("expected ' '", "did not find expected whitespace or line break");
    WORDS.put("expected a digit or '.'", "did not find expected digit or '.' character");
    WORDS.put("expected a digit,", "did not find expected version number");
    WORDS.put("found duplicate YAML", "found duplicate %YAML directive");
    WORDS.put("duplicate tag handle", "found duplicate %TAG directive");
    WORDS.put("found undefined tag handle", "found undefined tag handle");
    WORDS.put("expected the node content", "did not find expected node content");
    WORDS.put("expected '<document start>'", "did not find expected <document start>");
    WORDS.put("expected ',' or ']'", "did not find expected ',' or ']'");
    WORDS.put("expected ',' or '}'", "did not find expected ',' or '}'");
  }

  private static final String NO_TOKEN = "found character that cannot start any token";
  private static final String TAB = "found a tab character that violates indentation";

  private static final String BLOCK_TAB =
      "found a tab character where an indentation space is expected";
  private static final Pattern BLOCK_HEADER = Pattern.compile("[:-] +[|>][-+0-9]*$");

  private YamlFault() {}

  static DecodeException of(YamlEngineException fault, String text) {
    if (!(fault instanceof MarkedYamlEngineException marked)) {
      return new DecodeException("yaml: " + fault.getMessage(), 0);
    }
    boolean grammar = fault instanceof ParserException;
    String words = words(marked, text);
    boolean jumpedLine = grammar || words.startsWith("could not find");
    int line = line(marked.getProblemMark(), text, jumpedLine);
    if (line == 0) {
      line = line(marked.getContextMark(), text, false);
    }
    String where = line == 0 ? "" : "line " + (grammar ? line : line + 1) + ": ";
    return new DecodeException("yaml: " + where + words, 0);
  }

  /// The line from 0 on.
  private static int line(Optional<Mark> mark, String text, boolean jumpedLine) {
    if (mark.isEmpty()) {
      return 0;
    }
    boolean atEnd = mark.get().getIndex() >= text.codePointCount(0, text.length());
    boolean jumped = jumpedLine && atEnd && mark.get().getColumn() > 0;
    return mark.get().getLine() + (jumped ? 1 : 0);
  }

  private static String words(MarkedYamlEngineException fault, String text) {
    String problem = fault.getProblem();
    String[] lines = linesTo(fault, text);
    if (lines.length > 1 && lines[lines.length - 1].startsWith("\t")) {
      if (inBlock(lines)) {
        return BLOCK_TAB;
      }
      if (endsInPlainText(lines[lines.length - 2].stripTrailing())) {
        return TAB;
      }
    }
    if (problem.contains("cannot start any token") || problem.contains("\\t(TAB)")) {
      return NO_TOKEN;
    }
    if (problem.startsWith("expected <block end>")) {
      boolean sequence = String.valueOf(fault.getContext()).contains("collection");
      return "did not find expected " + (sequence ? "'-' indicator" : "key");
    }
    if (problem.startsWith("found unknown escape character") && escapesSurrogate(problem)) {
      return "found invalid Unicode character escape code";
    }
    for (Map.Entry<String, String> entry : WORDS.entrySet()) {
      if (problem.startsWith(entry.getKey())) {
        return entry.getValue();
      }
    }
    return problem;
  }

  private static boolean escapesSurrogate(String problem) {
    return problem.matches(".*character [0-9A-Fa-f]{4,8}$");
  }

  /// The lines up to the one with the problem.
  private static String[] linesTo(MarkedYamlEngineException fault, String text) {
    int number = fault.getProblemMark().map(Mark::getLine).orElse(0);
    String[] lines = text.split("\r\n|\r|\n", number + 2);
    return Arrays.copyOf(lines, Math.min(number + 1, lines.length));
  }

  /// Whether the last line follows a literal or folded block.
  private static boolean inBlock(String[] lines) {
    for (int i = lines.length - 2; i >= 0; i--) {
      if (BLOCK_HEADER.matcher(lines[i]).find()) {
        return true;
      }
      if (!lines[i].isEmpty() && lines[i].charAt(0) != ' ') {
        return false;
      }
    }
    return false;
  }

  private static boolean endsInPlainText(String line) {
    return !line.isEmpty()
        && !line.contains(" #")
        && !line.startsWith("#")
        && !line.strip().equals("-")
        && "\"'[]{},:|>".indexOf(line.charAt(line.length() - 1)) < 0;
  }
}
