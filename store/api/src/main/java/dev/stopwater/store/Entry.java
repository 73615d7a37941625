package dev.stopwater.store;

/// A key's present value.
///
/// @param created the revision of the write that made the key
/// @param revision the revision of the write that gave it this value
/// @param value must not be changed by anyone
@SuppressWarnings(
    "ArrayRecordComponent") // shared on purpose: bytes are written once and never copied
public record Entry(String key, long created, long revision, byte[] value) {}
