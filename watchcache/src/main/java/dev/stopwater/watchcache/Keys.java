package dev.stopwater.watchcache;

import dev.stopwater.store.KeyOrder;

/// The store's order of keys, [KeyOrder], by the JVM's own comparison wherever the two agree.
final class Keys {

  // From U+DBFF, the last surrogate that begins a pair, to U+E000, the first character above all
  // surrogates. Between well-formed texts, a smaller difference has the sign that we want.
  private static final int SURROGATES_MATTER = 0xE000 - 0xDBFF;

  private Keys() {}

  static int compare(String a, String b) {
    int difference = a.compareTo(b);
    return Math.abs(difference) < SURROGATES_MATTER ? difference : KeyOrder.OF_BYTES.compare(a, b);
  }

  /// Whether `key` stands before every key that is not below `bound`; with `past`, the keys that
  /// begin with `bound` stand before it too.
  static boolean isBefore(String key, String bound, boolean past) {
    return compare(key, bound) < 0 || (past && key.startsWith(bound));
  }
}
