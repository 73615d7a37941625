package dev.stopwater.resources.builtin.validation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The difference of two texts as messages show it: hunks with three lines around each change.
///
/// What is taken to be the same is found by Ratcliff and Obershelp's method: the longest common
/// block first, then the same to its left and right. Lines that are very common in a long text do
/// not begin a block.
final class UnifiedDiff {

  private static final int CONTEXT = 3;
  private static final int LONG = 200;

  private record Block(int a, int b, int size) {}

  private final List<String> a;
  private final List<String> b;
  private final Map<String, List<Integer>> places = new HashMap<>();

  private UnifiedDiff(List<String> a, List<String> b) {
    this.a = a;
    this.b = b;
    for (int i = 0; i < b.size(); i++) {
      places.computeIfAbsent(b.get(i), line -> new ArrayList<>()).add(i);
    }
    if (b.size() >= LONG) {
      int most = b.size() / 100 + 1;
      Set<String> popular = new HashSet<>();
      places.forEach((line, at) -> {
        if (at.size() > most) {
          popular.add(line);
        }
      });
      places.keySet().removeAll(popular);
    }
  }

  /// The hunks, each line ended; empty for equal texts.
  static String of(String before, String after) {
    return new UnifiedDiff(before.lines().toList(), after.lines().toList()).text();
  }

  private String text() {
    StringBuilder out = new StringBuilder();
    List<Block> blocks = merged();
    int hunk = 0;
    while (hunk < blocks.size() - 1) {
      int last = hunk + 1;
      while (last < blocks.size() - 1 && blocks.get(last).size() <= 2 * CONTEXT) {
        last++;
      }
      hunk(blocks.subList(hunk, last + 1), out);
      hunk = last;
    }
    return out.toString();
  }

  /// Blocks from the one before the first change to the one after the last, both perhaps empty.
  private void hunk(List<Block> blocks, StringBuilder out) {
    Block first = blocks.getFirst();
    Block last = blocks.getLast();
    int lead = Math.min(CONTEXT, first.size());
    int trail = Math.min(CONTEXT, last.size());
    int fromA = first.a() + first.size() - lead;
    int fromB = first.b() + first.size() - lead;
    int toA = last.a() + trail;
    int toB = last.b() + trail;
    if (toA - fromA == lead + trail
        && toB - fromB == lead + trail
        && blocks.size() == 2
        && last.a() == first.a() + first.size()
        && last.b() == first.b() + first.size()) {
      return;
    }
    out.append("@@ -").append(range(fromA, toA)).append(" +").append(range(fromB, toB));
    out.append(" @@\n");
    lines(' ', a, fromA, first.a() + first.size(), out);
    for (int i = 1; i < blocks.size(); i++) {
      Block before = blocks.get(i - 1);
      Block block = blocks.get(i);
      lines('-', a, before.a() + before.size(), block.a(), out);
      lines('+', b, before.b() + before.size(), block.b(), out);
      int end = i == blocks.size() - 1 ? block.a() + trail : block.a() + block.size();
      lines(' ', a, block.a(), end, out);
    }
  }

  private static void lines(char mark, List<String> text, int from, int to, StringBuilder out) {
    for (int i = from; i < to; i++) {
      out.append(mark).append(text.get(i)).append('\n');
    }
  }

  private static String range(int from, int to) {
    int length = to - from;
    if (length == 1) {
      return Integer.toString(from + 1);
    }
    return (length == 0 ? from : from + 1) + "," + length;
  }

  /// The common blocks in order, neighbours joined, with an empty one at both ends.
  private List<Block> merged() {
    List<Block> found = new ArrayList<>();
    find(0, a.size(), 0, b.size(), found);
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block(0, 0, 0));
    for (Block block : found) {
      Block last = blocks.getLast();
      if (last.a() + last.size() == block.a() && last.b() + last.size() == block.b()) {
        blocks.set(blocks.size() - 1, new Block(last.a(), last.b(), last.size() + block.size()));
      } else {
        blocks.add(block);
      }
    }
    Block last = blocks.getLast();
    if (last.a() + last.size() < a.size() || last.b() + last.size() < b.size()) {
      blocks.add(new Block(a.size(), b.size(), 0));
    }
    return blocks;
  }

  private void find(int fromA, int toA, int fromB, int toB, List<Block> found) {
    Block longest = longest(fromA, toA, fromB, toB);
    if (longest.size() == 0) {
      return;
    }
    find(fromA, longest.a(), fromB, longest.b(), found);
    found.add(longest);
    find(longest.a() + longest.size(), toA, longest.b() + longest.size(), toB, found);
  }

  private Block longest(int fromA, int toA, int fromB, int toB) {
    Block best = new Block(fromA, fromB, 0);
    Map<Integer, Integer> lengths = new HashMap<>();
    for (int i = fromA; i < toA; i++) {
      Map<Integer, Integer> next = new HashMap<>();
      for (int j : places.getOrDefault(a.get(i), List.of())) {
        if (j < fromB || j >= toB) {
          continue;
        }
        int length = lengths.getOrDefault(j - 1, 0) + 1;
        next.put(j, length);
        if (length > best.size()) {
          best = new Block(i - length + 1, j - length + 1, length);
        }
      }
      lengths = next;
    }
    return extended(best, fromA, toA, fromB, toB);
  }

  /// Common lines next to the block belong to it.
  private Block extended(Block block, int fromA, int toA, int fromB, int toB) {
    int startA = block.a();
    int startB = block.b();
    int size = block.size();
    while (startA > fromA && startB > fromB && a.get(startA - 1).equals(b.get(startB - 1))) {
      startA--;
      startB--;
      size++;
    }
    while (startA + size < toA
        && startB + size < toB
        && a.get(startA + size).equals(b.get(startB + size))) {
      size++;
    }
    return new Block(startA, startB, size);
  }
}
