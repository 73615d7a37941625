package dev.stopwater.store;

import org.jspecify.annotations.Nullable;

/// A conditional write of one key.
///
/// @param expected the revision that the key must have now; 0: it must not exist
/// @param value the new bytes, which the store keeps and nobody changes any more; null deletes
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied
public record Change(String key, long expected, byte @Nullable [] value) {

  public static Change create(String key, byte[] value) {
    return new Change(key, 0, value);
  }

  public static Change replace(String key, long expected, byte[] value) {
    return new Change(key, expected, value);
  }

  public static Change delete(String key, long expected) {
    return new Change(key, expected, null);
  }
}
