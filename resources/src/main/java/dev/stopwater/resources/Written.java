package dev.stopwater.resources;

import dev.stopwater.machinery.value.MapValue;

/// The object after a write, as clients see it.
///
/// @param object the tree; its metadata holds no resourceVersion
/// @param json the bytes, with the resourceVersion (without one after a dry run of a creation)
/// @param created whether the write made the object
@SuppressWarnings("ArrayRecordComponent") // shared with the store's bytes
public record Written(MapValue object, byte[] json, boolean created) {}
