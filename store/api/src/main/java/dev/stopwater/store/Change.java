package dev.stopwater.store;

import org.jspecify.annotations.Nullable;

/// A conditional write of one key.
///
/// @param key at least one character, and no half of a surrogate pair: see [KeyOrder]
/// @param expected the revision that the key must have now; 0: it must not exist
/// @param value the new bytes, which the store keeps and nobody changes any more; null deletes
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied
public record Change(String key, long expected, byte @Nullable [] value) {

  public Change {
    if (key.isEmpty() || !isWellFormed(key)) {
      throw new IllegalArgumentException("a key is well-formed text of at least one character");
    }
    if (expected < 0 || (expected == 0 && value == null)) {
      throw new IllegalArgumentException("a change expects 0 or a revision, a deletion a revision");
    }
  }

  public static Change create(String key, byte[] value) {
    return new Change(key, 0, value);
  }

  public static Change replace(String key, long expected, byte[] value) {
    return new Change(key, expected, value);
  }

  public static Change delete(String key, long expected) {
    return new Change(key, expected, null);
  }

  private static boolean isWellFormed(String key) {
    for (int i = 0; i < key.length(); i++) {
      if (Character.isSurrogate(key.charAt(i))) {
        if (!Character.isSupplementaryCodePoint(key.codePointAt(i))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }
}
