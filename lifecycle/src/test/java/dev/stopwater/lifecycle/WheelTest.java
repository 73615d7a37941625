package dev.stopwater.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The wheel against a model that is a map from node to deadline, on random histories.
class WheelTest {

  private static final class Node extends WheelNode {}

  private final Wheel wheel = new Wheel(3);
  private final Map<Node, Long> pending = new HashMap<>();
  private final Set<Node> overdue = new HashSet<>();
  private long now;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyNodeIsDueOnceAndNeverEarlyAndAtMostATickLate(long seed) {
    Random random = new Random(seed);
    for (int step = 0; step < 1500; step++) {
      switch (random.nextInt(10)) {
        case 0, 1, 2, 3 -> file(random);
        case 4, 5 -> unlinkOne(random);
        case 6, 7 -> refileOne(random);
        default -> advance(random);
      }
      assertThat(wheel.filed()).isEqualTo(pending.size() + overdue.size());
      assertThat(wheel.overdue()).isEqualTo(overdue.size());
    }
    assertThat(visited()).containsExactlyInAnyOrderElementsOf(all());
  }

  private void file(Random random) {
    Node node = new Node();
    long due = now + some(random);
    wheel.file(node, due);
    pending.put(node, due);
  }

  private void unlinkOne(Random random) {
    Node node = any(random);
    if (node != null) {
      assertThat(wheel.unlink(node)).isTrue();
      assertThat(wheel.unlink(node)).isFalse();
      assertThat(wheel.refile(node, now + 1)).isFalse();
      pending.remove(node);
      overdue.remove(node);
    }
  }

  private void refileOne(Random random) {
    Node node = any(random);
    if (node != null) {
      long due = now + some(random);
      assertThat(wheel.refile(node, due)).isEqualTo(pending.containsKey(node));
      pending.computeIfPresent(node, (key, old) -> due);
      assertThat(wheel.isOverdue(node)).isEqualTo(overdue.contains(node));
    }
  }

  private void advance(Random random) {
    now += some(random) / 4;
    List<WheelNode> due = wheel.advance(now);
    assertThat(due).doesNotHaveDuplicates();
    for (WheelNode node : due) {
      Long deadline = pending.remove((Node) node);
      assertThat(deadline).as("due once").isNotNull();
      assertThat(deadline).as("never early").isLessThanOrEqualTo(now);
      overdue.add((Node) node);
    }
    assertThat(pending.values())
        .as("nothing is left a whole tick after its deadline")
        .noneMatch(deadline -> deadline <= now - Wheel.TICK_NANOS);
  }

  /// From nothing to two hours, mostly short: several turns of the wheel are among them.
  private static long some(Random random) {
    long most =
        switch (random.nextInt(4)) {
          case 0 -> Wheel.TICK_NANOS * 2;
          case 1 -> Duration.ofSeconds(2).toNanos();
          case 2 -> Duration.ofMinutes(3).toNanos();
          default -> Duration.ofHours(2).toNanos();
        };
    return random.nextLong(most);
  }

  private Node any(Random random) {
    List<Node> nodes = all();
    return nodes.isEmpty() ? null : nodes.get(random.nextInt(nodes.size()));
  }

  private List<Node> all() {
    List<Node> nodes = new ArrayList<>(pending.keySet());
    nodes.addAll(overdue);
    return nodes;
  }

  private List<Node> visited() {
    List<Node> seen = new ArrayList<>();
    wheel.forEach(node -> seen.add((Node) node));
    return seen;
  }
}
