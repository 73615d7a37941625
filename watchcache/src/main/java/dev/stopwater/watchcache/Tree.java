package dev.stopwater.watchcache;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An immutable sorted map from keys to items that shares what did not change with the one it was
/// made from: a counted B+ tree whose writes copy the path from the root to one leaf.
///
/// Keeping a tree costs a pointer; a write costs three or four small nodes. Each branch knows how
/// many items are below it, so counting a range is as cheap as finding its ends.
///
/// How widths are kept: a write may hand its parent a child that is one too wide or too narrow. The
/// parent, which is being copied anyway, cuts the wide one in two, or joins the narrow one with its
/// neighbour and cuts the sum if that is too wide. A root with a single child gives way to it.
@SuppressWarnings("ArrayRecordComponent") // nodes are never compared, and nobody else sees them
final class Tree {

  static final int WIDEST = 32;
  static final int NARROWEST = 8;
  private static final int PACKED = 24; // of a tree made in one go: room for some writes

  static final Tree EMPTY = new Tree(new Leaf(new Item[0]));

  /// A part of the tree. Nothing in it changes after it was made.
  sealed interface Node {

    int count();

    int width();

    String first();

    Node part(int from, int to);
  }

  record Leaf(Item[] items) implements Node {

    @Override
    public int count() {
      return items.length;
    }

    @Override
    public int width() {
      return items.length;
    }

    @Override
    public String first() {
      return items[0].key();
    }

    @Override
    public Node part(int from, int to) {
      return new Leaf(Arrays.copyOfRange(items, from, to));
    }

    /// How many items stand before the bound.
    int position(String bound, boolean past) {
      int low = 0;
      int high = items.length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (Keys.isBefore(items[middle].key(), bound, past)) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }

    boolean holds(int position, String key) {
      return position < items.length && items[position].key().equals(key);
    }
  }

  /// @param firsts the first key below each child
  record Branch(Node[] children, String[] firsts, int count) implements Node {

    static Branch of(Node... children) {
      String[] firsts = new String[children.length];
      int count = 0;
      for (int i = 0; i < children.length; i++) {
        firsts[i] = children[i].first();
        count += children[i].count();
      }
      return new Branch(children, firsts, count);
    }

    @Override
    public int width() {
      return children.length;
    }

    @Override
    public String first() {
      return firsts[0];
    }

    @Override
    public Node part(int from, int to) {
      return of(Arrays.copyOfRange(children, from, to));
    }

    /// The child in which the items before the bound end.
    int child(String bound, boolean past) {
      int low = 1;
      int high = firsts.length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (Keys.compare(firsts[middle], bound) <= 0
            || (past && firsts[middle].startsWith(bound))) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low - 1;
    }
  }

  private final Node root;

  private Tree(Node root) {
    this.root = root;
  }

  /// A tree of many items at once.
  ///
  /// @param items in the order of their keys, each key once
  static Tree of(List<Item> items) {
    List<Node> level = new ArrayList<>();
    for (int[] range : ranges(items.size())) {
      level.add(new Leaf(items.subList(range[0], range[1]).toArray(Item[]::new)));
    }
    while (level.size() > 1) {
      List<Node> above = new ArrayList<>();
      for (int[] range : ranges(level.size())) {
        above.add(Branch.of(level.subList(range[0], range[1]).toArray(Node[]::new)));
      }
      level = above;
    }
    return level.isEmpty() ? EMPTY : new Tree(level.getFirst());
  }

  private static List<int[]> ranges(int size) {
    int parts = (size + PACKED - 1) / PACKED;
    List<int[]> ranges = new ArrayList<>(parts);
    for (int i = 0; i < parts; i++) {
      ranges.add(
          new int[] {(int) ((long) size * i / parts), (int) ((long) size * (i + 1) / parts)});
    }
    return ranges;
  }

  int size() {
    return root.count();
  }

  @Nullable Item find(String key) {
    Node node = root;
    while (node instanceof Branch branch) {
      node = branch.children[branch.child(key, false)];
    }
    Leaf leaf = (Leaf) node;
    int position = leaf.position(key, false);
    return leaf.holds(position, key) ? leaf.items[position] : null;
  }

  /// How many items stand before the bound, see [Keys#isBefore].
  int rank(String bound, boolean past) {
    int rank = 0;
    Node node = root;
    while (node instanceof Branch branch) {
      int child = branch.child(bound, past);
      for (int i = 0; i < child; i++) {
        rank += branch.children[i].count();
      }
      node = branch.children[child];
    }
    return rank + ((Leaf) node).position(bound, past);
  }

  /// The items from a key on, as far as their keys begin with `prefix`. The iterator needs memory
  /// for the height of the tree only.
  Iterator<Item> items(String from, String prefix) {
    String start = Keys.compare(from, prefix) < 0 ? prefix : from;
    return new TreeCursor(root, start, prefix);
  }

  /// This tree and the item, in place of what its key held.
  Tree with(Item item) {
    Node grown = put(root, item);
    return new Tree(grown.width() > WIDEST ? Branch.of(halves(grown)) : grown);
  }

  private static Node put(Node node, Item item) {
    return switch (node) {
      case Leaf leaf -> put(leaf, item);
      case Branch branch -> {
        int at = branch.child(item.key(), false);
        yield replace(branch, at, put(branch.children[at], item));
      }
    };
  }

  private static Leaf put(Leaf leaf, Item item) {
    int at = leaf.position(item.key(), false);
    int replaced = leaf.holds(at, item.key()) ? 1 : 0;
    Item[] items = new Item[leaf.items.length + 1 - replaced];
    System.arraycopy(leaf.items, 0, items, 0, at);
    items[at] = item;
    System.arraycopy(leaf.items, at + replaced, items, at + 1, items.length - at - 1);
    return new Leaf(items);
  }

  /// This tree without the key; itself if it has no such key.
  Tree without(String key) {
    if (find(key) == null) {
      return this;
    }
    Node shrunk = remove(root, key);
    while (shrunk instanceof Branch branch && branch.width() == 1) {
      shrunk = branch.children[0];
    }
    return new Tree(shrunk);
  }

  private static Node remove(Node node, String key) {
    return switch (node) {
      case Leaf leaf -> remove(leaf, key);
      case Branch branch -> {
        int at = branch.child(key, false);
        yield replace(branch, at, remove(branch.children[at], key));
      }
    };
  }

  private static Leaf remove(Leaf leaf, String key) {
    int at = leaf.position(key, false);
    Item[] items = new Item[leaf.items.length - 1];
    System.arraycopy(leaf.items, 0, items, 0, at);
    System.arraycopy(leaf.items, at + 1, items, at, items.length - at);
    return new Leaf(items);
  }

  /// A copy of the branch with another child, of which the width is put right.
  private static Branch replace(Branch branch, int at, Node child) {
    if (child.width() > WIDEST) {
      return spliced(branch, at, 1, halves(child));
    }
    if (child.width() >= NARROWEST || branch.width() == 1) {
      return spliced(branch, at, 1, child);
    }
    int left = at > 0 ? at - 1 : at;
    Node joined =
        at > 0 ? join(branch.children[left], child) : join(child, branch.children[at + 1]);
    return joined.width() > WIDEST
        ? spliced(branch, left, 2, halves(joined))
        : spliced(branch, left, 2, joined);
  }

  private static Node[] halves(Node node) {
    int middle = node.width() / 2;
    return new Node[] {node.part(0, middle), node.part(middle, node.width())};
  }

  private static Node join(Node left, Node right) {
    if (left instanceof Leaf a && right instanceof Leaf b) {
      Item[] items = Arrays.copyOf(a.items, a.items.length + b.items.length);
      System.arraycopy(b.items, 0, items, a.items.length, b.items.length);
      return new Leaf(items);
    }
    Branch a = (Branch) left; // all leaves have the same depth, so both are branches
    Branch b = (Branch) right;
    Node[] children = Arrays.copyOf(a.children, a.children.length + b.children.length);
    System.arraycopy(b.children, 0, children, a.children.length, b.children.length);
    return Branch.of(children);
  }

  private static Branch spliced(Branch branch, int at, int removed, Node... added) {
    Node[] old = branch.children;
    Node[] children = new Node[old.length - removed + added.length];
    System.arraycopy(old, 0, children, 0, at);
    System.arraycopy(added, 0, children, at, added.length);
    System.arraycopy(old, at + removed, children, at + added.length, old.length - at - removed);
    return Branch.of(children);
  }

  /// Levels above the leaves, for tests.
  int height() {
    int height = 0;
    for (Node node = root; node instanceof Branch branch; node = branch.children[0]) {
      height++;
    }
    return height;
  }

  /// Whether every node but the root is neither too wide nor too narrow, for tests.
  boolean isBalanced() {
    return balanced(root, true, height());
  }

  private static boolean balanced(Node node, boolean top, int height) {
    boolean fits = node.width() <= WIDEST && (top || node.width() >= NARROWEST);
    return switch (node) {
      case Leaf leaf -> fits && height == 0;
      case Branch branch ->
          fits
              && Arrays.stream(branch.children)
                  .allMatch(child -> balanced(child, false, height - 1));
    };
  }
}
