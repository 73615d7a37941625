package dev.stopwater.watchcache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeTest {

  private static final Comparator<String> BYTES =
      (a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));
  private static final String[] LETTERS = {"a", "b", "c", "/", "z", "é", "\uE000", "\uFFFD", "😀"};

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void behavesLikeAMapInTheOrderOfBytesAndOldTreesNeverChange(long seed) {
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    NavigableMap<String, Item> model = new TreeMap<>(BYTES);
    List<Tree> kept = new ArrayList<>();
    List<List<Item>> expected = new ArrayList<>();
    Tree tree = Tree.EMPTY;
    for (int step = 0; step < 6_000; step++) {
      boolean shrinking = step / 1_500 % 2 == 1;
      String key = key(random);
      if (random.nextInt(10) < (shrinking ? 8 : 2)) {
        String gone = model.ceilingKey(key) == null ? key : model.ceilingKey(key);
        model.remove(gone);
        tree = tree.without(gone);
      } else {
        Item item = Pods.item(key, step, "red");
        model.put(key, item);
        tree = tree.with(item);
      }
      if (step % 400 == 0) {
        kept.add(tree);
        expected.add(List.copyOf(model.values()));
        looksLike(tree, model, random);
      }
    }
    for (int i = 0; i < kept.size(); i++) {
      assertThat(items(kept.get(i), "", "")).isEqualTo(expected.get(i));
    }
  }

  private static void looksLike(Tree tree, NavigableMap<String, Item> model, Random random) {
    assertThat(tree.isBalanced()).isTrue();
    assertThat(tree.size()).isEqualTo(model.size());
    Snapshot snapshot = new Snapshot(tree, 1);
    for (int i = 0; i < 50; i++) {
      String key = key(random);
      assertThat(tree.find(key)).isEqualTo(model.get(key));
      String from = key(random);
      String prefix = random.nextBoolean() ? "" : key.substring(0, key.offsetByCodePoints(0, 1));
      List<Item> range =
          model.tailMap(from, true).values().stream()
              .filter(item -> item.key().startsWith(prefix))
              .toList();
      assertThat(items(tree, from, prefix)).isEqualTo(range);
      assertThat(snapshot.count(from, prefix)).isEqualTo(range.size());
      assertThat(snapshot.count(prefix)).isEqualTo(snapshot.count("", prefix));
    }
  }

  private static String key(Random random) {
    StringBuilder key = new StringBuilder();
    int length = 1 + random.nextInt(5);
    for (int i = 0; i < length; i++) {
      key.append(LETTERS[random.nextInt(LETTERS.length)]);
    }
    return key.toString();
  }

  private static List<Item> items(Tree tree, String from, String prefix) {
    List<Item> items = new ArrayList<>();
    tree.items(from, prefix).forEachRemaining(items::add);
    return items;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 24, 25, 33, 600, 20_000})
  void aTreeMadeInOneGoIsLikeOneThatGrew(int size) {
    List<Item> sorted = numbered(size);
    Tree tree = Tree.of(sorted);
    assertThat(tree.isBalanced()).isTrue();
    assertThat(items(tree, "", "")).isEqualTo(sorted);
    assertThat(tree.height()).isLessThanOrEqualTo(3);
    for (Item item : sorted) {
      assertThat(tree.find(item.key())).isSameAs(item);
    }
  }

  @Test
  void removingWhatIsNotThereChangesNothing() {
    Tree tree = Tree.of(numbered(100));
    assertThat(tree.without("absent")).isSameAs(tree);
  }

  @Test
  void walkingTenThousandItemsAllocatesNothingForEach() {
    Tree tree = Tree.of(numbered(10_000));
    walk(tree); // loads what is loaded once
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    long walked = walk(tree);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(walked).isEqualTo(10_000);
    assertThat(allocated).isLessThan(4_096);
  }

  private static long walk(Tree tree) {
    long count = 0;
    for (Iterator<Item> each = tree.items("", ""); each.hasNext(); ) {
      count += each.next().key().isEmpty() ? 0 : 1;
    }
    return count;
  }

  private static List<Item> numbered(int size) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      items.add(Pods.item("ns/%06d".formatted(i), i, "red"));
    }
    return items;
  }
}
