package dev.stopwater.machinery.value;

/// One JSON value. Scalars are immutable; [MapValue] and [ListValue] may be changed by whoever owns
/// the tree, which is one thread at a time.
///
/// Numbers are what Go's decoder makes of them for untyped JSON: an integer that fits 64 bits is an
/// [Int], any other number a [Real].
public sealed interface Value permits MapValue, ListValue, Text, Int, Real, Bool, Null {

  /// A tree that shares nothing mutable with this one.
  Value copy();
}
