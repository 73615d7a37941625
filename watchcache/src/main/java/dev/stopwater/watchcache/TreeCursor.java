package dev.stopwater.watchcache;

import java.util.Iterator;
import java.util.NoSuchElementException;

/// Walks a tree from a key on: the branches above one leaf, and where it stands in each.
final class TreeCursor implements Iterator<Item> {

  private final String prefix;
  private final Tree.Branch[] branches;
  private final int[] positions;
  private Tree.Leaf leaf;
  private int next;

  TreeCursor(Tree.Node root, String from, String prefix) {
    this.prefix = prefix;
    int height = heightOf(root);
    branches = new Tree.Branch[height];
    positions = new int[height];
    Tree.Node node = root;
    for (int depth = 0; node instanceof Tree.Branch branch; depth++) {
      branches[depth] = branch;
      positions[depth] = branch.child(from, false);
      node = branch.children()[positions[depth]];
    }
    leaf = (Tree.Leaf) node;
    next = leaf.position(from, false);
    if (next == leaf.width()) {
      climb();
    }
  }

  private static int heightOf(Tree.Node root) {
    int height = 0;
    Tree.Node node = root;
    while (node instanceof Tree.Branch branch) {
      node = branch.children()[0];
      height++;
    }
    return height;
  }

  @Override
  public boolean hasNext() {
    return next < leaf.width() && leaf.items()[next].key().startsWith(prefix);
  }

  @Override
  public Item next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Item item = leaf.items()[next++];
    if (next == leaf.width()) {
      climb();
    }
    return item;
  }

  /// To the first item of the next leaf; stays past the end of the last one.
  private void climb() {
    int depth = branches.length - 1;
    while (depth >= 0 && positions[depth] == branches[depth].width() - 1) {
      depth--;
    }
    if (depth < 0) {
      return;
    }
    positions[depth]++;
    Tree.Node node = branches[depth].children()[positions[depth]];
    for (int below = depth + 1; node instanceof Tree.Branch branch; below++) {
      branches[below] = branch;
      positions[below] = 0;
      node = branch.children()[0];
    }
    leaf = (Tree.Leaf) node;
    next = 0;
  }
}
