package dev.stopwater.store;

import org.jspecify.annotations.Nullable;

/// One committed write.
///
/// @param previous what the key held before, or null if this write created it
/// @param value what it holds now, or null if this write deleted it
@SuppressWarnings("ArrayRecordComponent") // shared on purpose
public record StoreEvent(
    String key, long revision, @Nullable Entry previous, byte @Nullable [] value) {

  /// The key's entry after this write, or null after a deletion.
  public @Nullable Entry entry() {
    if (value == null) {
      return null;
    }
    return new Entry(key, previous == null ? revision : previous.created(), revision, value);
  }
}
