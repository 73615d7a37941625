package dev.stopwater.watchcache;

/// The order of keys: that of their UTF-8 bytes, which is the order of their code points.
final class Keys {

  // From U+DBFF, the last surrogate that begins a pair, to U+E000, the first character above all
  // surrogates. Between well-formed texts, a smaller difference has the sign that we want.
  private static final int SURROGATES_MATTER = 0xE000 - 0xDBFF;

  private Keys() {}

  static int compare(String a, String b) {
    int difference = a.compareTo(b);
    return Math.abs(difference) < SURROGATES_MATTER ? difference : compareCodePoints(a, b);
  }

  /// Whether `key` stands before every key that is not below `bound`; with `past`, the keys that
  /// begin with `bound` stand before it too.
  static boolean isBefore(String key, String bound, boolean past) {
    return compare(key, bound) < 0 || (past && key.startsWith(bound));
  }

  private static int compareCodePoints(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char one = a.charAt(i);
      char other = b.charAt(i);
      if (one != other) {
        return lifted(one) - lifted(other);
      }
    }
    return a.length() - b.length();
  }

  /// A surrogate stands for a code point above every single character.
  private static int lifted(char unit) {
    return Character.isSurrogate(unit) ? unit + 0x10000 : unit;
  }
}
