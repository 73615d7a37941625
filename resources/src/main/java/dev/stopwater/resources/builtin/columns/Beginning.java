package dev.stopwater.resources.builtin.columns;

import java.util.List;

/// The beginning of a list that may be long: `a,b,c + 2 more...`
final class Beginning {

  private Beginning() {}

  /// @param most how many are shown
  static String of(List<String> all, String separator, int most) {
    if (all.size() <= most) {
      return String.join(separator, all);
    }
    String shown = String.join(separator, all.subList(0, most));
    return shown + " + " + (all.size() - most) + " more...";
  }
}
