package dev.stopwater.machinery.codec;

import dev.stopwater.machinery.value.Null;
import dev.stopwater.machinery.value.Value;
import java.util.HashSet;
import java.util.Set;

/// A YAML collection that is being filled.
final class YamlOpen {

  final Value container;

  /// Empty for none.
  final String anchor;

  /// How much had been read when it was opened.
  final long nodesBefore;

  final long charsBefore;

  boolean wantsKey = true;
  boolean merges;
  Value key = Null.NULL;
  int line;

  /// The keys so far, as messages show them, which tells `1` from `"1"`.
  final Set<String> seen = new HashSet<>();

  /// The line on which it begins.
  final int start;

  YamlOpen(Value container, String anchor, int start, long nodesBefore, long charsBefore) {
    this.container = container;
    this.anchor = anchor;
    this.start = start;
    this.nodesBefore = nodesBefore;
    this.charsBefore = charsBefore;
  }
}
