package dev.stopwater.junit;

import java.util.Locale;

/// Names of namespaces that tell whose they are.
final class NamespaceNames {

  private static final int LONGEST = 50; // of 63, with room for a number

  private NamespaceNames() {}

  /// `makesItOnce` and 7 are `makes-it-once-7`.
  static String of(String method, int number) {
    String words =
        method
            .replaceAll("(\\p{Lower})(\\p{Upper})", "$1-$2")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-");
    String cut = words.substring(0, Math.min(LONGEST, words.length()));
    String bare = cut.replaceAll("^-+|-+$", "");
    return (bare.isEmpty() ? "test" : bare) + "-" + number;
  }
}
