package dev.stopwater.resources;

import dev.stopwater.machinery.value.MapValue;

/// What became of a deletion.
///
/// @param object as it was last, or as it now waits for its finalizers
/// @param gone whether the object no longer exists
@SuppressWarnings("ArrayRecordComponent") // shared with the store's bytes
public record Removed(MapValue object, byte[] json, boolean gone) {}
