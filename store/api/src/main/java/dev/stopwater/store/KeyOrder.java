package dev.stopwater.store;

import java.util.Comparator;

/// The order of keys in every store: that of their UTF-8 bytes, which is the order of their code
/// points.
///
/// It differs from [String#compareTo] only where a pair of surrogates (U+10000 and up) meets a
/// character from U+E000 to U+FFFF, which UTF-16 sorts the other way round.
public final class KeyOrder {

  /// Compares two well-formed keys.
  public static final Comparator<String> OF_BYTES = KeyOrder::compare;

  private KeyOrder() {}

  private static int compare(String left, String right) {
    int common = Math.min(left.length(), right.length());
    for (int i = 0; i < common; i++) {
      char l = left.charAt(i);
      char r = right.charAt(i);
      if (l != r) {
        boolean leftIsHigh = Character.isSurrogate(l);
        if (leftIsHigh != Character.isSurrogate(r)) {
          return leftIsHigh ? 1 : -1; // half a pair stands for U+10000 or more
        }
        return Character.compare(l, r);
      }
    }
    return Integer.compare(left.length(), right.length());
  }
}
