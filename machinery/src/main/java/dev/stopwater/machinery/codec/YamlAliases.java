package dev.stopwater.machinery.codec;

import dev.stopwater.machinery.value.Null;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;

/// Counts what a document grows to by its aliases: a few lines may name a tree of billions.
///
/// Small documents may consist of aliases almost wholly, large ones to a tenth; and what is copied
/// is bounded in characters too, since one long text may be named often.
final class YamlAliases {

  /// What an anchor names.
  record Anchored(Value value, long nodes, long chars) {

    /// A collection that has not ended.
    static final Anchored OPEN = new Anchored(Null.NULL, 0, 0);

    boolean isOpen() {
      return nodes == 0;
    }

    static Anchored scalar(Value value) {
      long chars = value instanceof Text text ? text.value().length() : 0;
      return new Anchored(value, 1, chars);
    }
  }

  private static final long ALWAYS_ALLOWED_ALIASED = 100;
  private static final long ALWAYS_ALLOWED_NODES = 1_000;
  private static final double SMALL = 400_000;
  private static final double LARGE = 4_000_000;
  private static final double SMALL_SHARE = 0.99;
  private static final double LARGE_SHARE = 0.10;
  private static final long MAX_CHARS = 16 << 20;

  private long nodes;
  private long aliased;
  private long chars;
  private long aliasedChars;

  void node() {
    nodes++;
  }

  void text(int length) {
    chars += length;
  }

  long nodes() {
    return nodes;
  }

  long chars() {
    return chars;
  }

  Anchored anchored(YamlOpen closed) {
    return new Anchored(
        closed.container, nodes - closed.nodesBefore + 1, chars - closed.charsBefore);
  }

  /// A copy of what the anchor names.
  Value expand(Anchored anchored) {
    nodes += anchored.nodes() + 1;
    aliased += anchored.nodes();
    chars += anchored.chars();
    aliasedChars += anchored.chars();
    boolean many = aliased > ALWAYS_ALLOWED_ALIASED && nodes > ALWAYS_ALLOWED_NODES;
    if ((many && aliased > nodes * allowedShare()) || aliasedChars > MAX_CHARS) {
      throw new DecodeException("yaml: document contains excessive aliasing", 0);
    }
    return anchored.value().copy();
  }

  private double allowedShare() {
    double size = Math.clamp((nodes - SMALL) / (LARGE - SMALL), 0, 1);
    return SMALL_SHARE - size * (SMALL_SHARE - LARGE_SHARE);
  }
}
