package dev.stopwater.machinery.select;

/// The words and symbols of a label selector's text, one at a time.
///
/// White space separates, and so does a NUL behind a word or symbol; a NUL where a token should
/// begin ends the text, as does the end itself, whose token is empty.
final class LabelTokens {

  private static final String SYMBOLS = "=!(),><";
  private static final String SPACES = " \t\r\n";

  private final String text;
  private int at;
  private String token = "";

  LabelTokens(String text) {
    this.text = text;
    advance();
  }

  /// The token that comes next, which stays.
  String peek() {
    return token;
  }

  /// Takes the next token.
  String take() {
    String taken = token;
    if (!taken.isEmpty()) {
      advance();
    }
    return taken;
  }

  /// Whether the next token is a word and not a symbol or the end.
  boolean atWord() {
    return isWord(token);
  }

  static boolean isWord(String token) {
    return !token.isEmpty() && SYMBOLS.indexOf(token.charAt(0)) < 0;
  }

  private void advance() {
    while (at < text.length() && SPACES.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    int start = at;
    if (start < text.length() && SYMBOLS.indexOf(text.charAt(start)) >= 0) {
      at += text.startsWith("==", start) || text.startsWith("!=", start) ? 2 : 1;
    } else {
      while (at < text.length() && !endsWord(text.charAt(at))) {
        at++;
      }
    }
    token = text.substring(start, at);
    if (at > start && at < text.length() && text.charAt(at) == 0) {
      at++;
    }
  }

  private static boolean endsWord(char c) {
    return c == 0 || SYMBOLS.indexOf(c) >= 0 || SPACES.indexOf(c) >= 0;
  }
}
