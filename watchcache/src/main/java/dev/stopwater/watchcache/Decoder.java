package dev.stopwater.watchcache;

import dev.stopwater.store.Entry;

/// What a kind knows of its stored bytes. Both methods are pure, wait for nothing and may be called
/// on any thread; the first one is called on the store's thread, where every writer waits for it.
///
/// A decoder that throws stops its cache ([Watcher.End#FAILED]): a gap would be worse.
public interface Decoder {

  /// Reads one entry: puts its revision into the object, and finds its attributes.
  ///
  /// @param key below the cache's prefix: `namespace/name` or `name`
  Item decode(String key, Entry entry);

  /// An item's JSON with another `metadata.resourceVersion`: an object that was deleted, or that
  /// left a selection, is shown in its last state with the revision of the write that ended it.
  byte[] withRevision(byte[] json, long revision);
}
