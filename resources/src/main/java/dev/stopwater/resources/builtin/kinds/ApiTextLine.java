package dev.stopwater.resources.builtin.kinds;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One line of the data file, cut into words; a word may hold blanks between its parentheses.
final class ApiTextLine {

  private final String text;
  private final int indent;
  private final List<String> words = new ArrayList<>();

  ApiTextLine(String text) {
    int start = 0;
    while (start < text.length() && text.charAt(start) == ' ') {
      start++;
    }
    this.text = text.substring(start);
    indent = start;
    cut();
  }

  /// By the fast ways of strings: this runs for each line at each start, before anything is warm.
  private void cut() {
    int start = 0;
    while (true) {
      int blank = text.indexOf(' ', start);
      int open = text.indexOf('(', start);
      if (open >= 0 && open < blank) {
        blank = text.indexOf(' ', text.indexOf(')', open));
      }
      if (blank < 0) {
        words.add(text.substring(start));
        return;
      }
      words.add(text.substring(start, blank));
      start = blank + 1;
    }
  }

  int indent() {
    return indent;
  }

  String word(int index) {
    if (index >= words.size()) {
      throw new IllegalArgumentException("too few words: " + text);
    }
    return words.get(index);
  }

  /// Whether a word stands after the first two, which are names.
  boolean says(String word) {
    return words.lastIndexOf(word) > 1;
  }

  /// The text after the first `count` words.
  String rest(int count) {
    int start = 0;
    for (int i = 0; i < count; i++) {
      start += word(i).length() + 1;
    }
    return text.substring(start);
  }

  /// The words within `name(…)`, or none.
  List<String> mark(String name) {
    String content = single(name);
    return content == null ? List.of() : List.of(content.split(" "));
  }

  /// All that is within `name(…)`, or null.
  @Nullable String single(String name) {
    for (int i = 2; i < words.size(); i++) {
      String word = words.get(i);
      if (word.length() > name.length()
          && word.startsWith(name)
          && word.charAt(name.length()) == '(') {
        return word.substring(name.length() + 1, word.length() - 1);
      }
    }
    return null;
  }
}
