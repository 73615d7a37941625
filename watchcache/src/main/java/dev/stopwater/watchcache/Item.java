package dev.stopwater.watchcache;

import dev.stopwater.machinery.select.Attributes;

/// One object as the cache holds it: encoded once, read by many.
///
/// @param key below the cache's prefix: `namespace/name`, or `name` of a cluster-scoped object
/// @param revision of the write that gave it this value
/// @param json with `metadata.resourceVersion`; shared, so nobody may change it
/// @param attributes what selection needs to know of it
@SuppressWarnings("ArrayRecordComponent") // shared on purpose
public record Item(String key, long revision, byte[] json, Attributes attributes) {}
