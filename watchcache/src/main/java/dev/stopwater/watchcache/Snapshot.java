package dev.stopwater.watchcache;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// All objects of one kind as they were at one revision. Costs a pointer to keep, never changes,
/// may be read by any thread, and holds up nobody.
public final class Snapshot {

  private final Tree tree;
  private final long revision;

  Snapshot(Tree tree, long revision) {
    this.tree = tree;
    this.revision = revision;
  }

  /// Every write up to this one is in it, and no later one.
  public long revision() {
    return revision;
  }

  public @Nullable Item find(String key) {
    return tree.find(key);
  }

  public int size() {
    return tree.size();
  }

  /// The items whose keys begin with `prefix` (`namespace/`, or empty for all), in the order of the
  /// keys' bytes, beginning with the first that is not before `from`.
  ///
  /// @param from may be empty, or a key with U+0000 behind it for “after that key”
  public Iterator<Item> items(String from, String prefix) {
    return tree.items(from, prefix);
  }

  /// How many items have keys that begin with `prefix`; does not look at each of them.
  public int count(String prefix) {
    return tree.rank(prefix, true) - tree.rank(prefix, false);
  }

  /// How many items [#items] gives for the same arguments; does not look at each of them.
  public int count(String from, String prefix) {
    return Math.max(
        0, tree.rank(prefix, true) - Math.max(tree.rank(from, false), tree.rank(prefix, false)));
  }
}
