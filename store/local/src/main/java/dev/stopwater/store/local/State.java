package dev.stopwater.store.local;

/// What the file says of itself beside its rows.
///
/// @param compacted the revision up to which history was forgotten
/// @param kept how many rows up to that revision are left
record State(long compacted, long kept) {}
