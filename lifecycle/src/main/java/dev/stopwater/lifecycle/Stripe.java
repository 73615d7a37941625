package dev.stopwater.lifecycle;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One stripe of a [Wheel]: slots of doubly linked lists under one lock, which is held for a few
/// steps at a time and never while foreign code runs.
///
/// A node due at tick `t` is filed in slot `t mod SLOTS`. When the clock arrives at that slot, the
/// node is due, or it waits for another turn of the wheel: with 8192 slots of 10 ms a turn takes 82
/// s, so that a request of a minute is looked at once, when it is due, and a watch of an hour some
/// forty times. What is due moves to one more list, the overdue, and stays there until its owner
/// unlinks it.
final class Stripe {

  static final int SLOTS = 8192;
  private static final int OVERDUE = SLOTS;

  private final @Nullable WheelNode[] heads = new @Nullable WheelNode[SLOTS + 1];
  private long doneTick;
  private int filed;
  private int overdue;

  /// Files a node that is in no list. What is due already is found at the next tick.
  synchronized void file(WheelNode node, long dueTick) {
    node.stripe = this;
    put(node, dueTick);
    filed++;
  }

  /// Moves a node to another tick.
  ///
  /// @return false if it was overdue or is in no list, and nothing was done
  synchronized boolean refile(WheelNode node, long dueTick) {
    if (node.slot == WheelNode.NOWHERE || node.slot == OVERDUE) {
      return false;
    }
    take(node);
    put(node, dueTick);
    return true;
  }

  /// @return false if the node was in no list
  synchronized boolean unlink(WheelNode node) {
    if (node.slot == WheelNode.NOWHERE) {
      return false;
    }
    if (node.slot == OVERDUE) {
      overdue--;
    }
    take(node);
    filed--;
    return true;
  }

  /// Makes overdue what is due at `nowTick` or before, and adds it to `due`. An earlier tick than
  /// the last does nothing.
  synchronized void advance(long nowTick, List<WheelNode> due) {
    long first = Math.max(doneTick + 1, nowTick - SLOTS + 1);
    for (long tick = first; tick <= nowTick; tick++) {
      expire(slotOf(tick), nowTick, due);
    }
    doneTick = Math.max(doneTick, nowTick);
  }

  synchronized boolean isOverdue(WheelNode node) {
    return node.slot == OVERDUE;
  }

  /// How many nodes are filed, the overdue among them.
  synchronized int filed() {
    return filed;
  }

  synchronized int overdue() {
    return overdue;
  }

  /// Visits each node under the lock: `visitor` only collects.
  synchronized void forEach(Consumer<WheelNode> visitor) {
    for (WheelNode head : heads) {
      for (WheelNode node = head; node != null; node = node.next) {
        visitor.accept(node);
      }
    }
  }

  private void expire(int slot, long nowTick, List<WheelNode> due) {
    WheelNode node = heads[slot];
    while (node != null) {
      WheelNode next = node.next;
      if (node.dueTick <= nowTick) {
        take(node);
        link(node, OVERDUE);
        overdue++;
        due.add(node);
      }
      node = next;
    }
  }

  private void put(WheelNode node, long dueTick) {
    node.dueTick = dueTick;
    link(node, slotOf(Math.max(dueTick, doneTick + 1)));
  }

  private void link(WheelNode node, int slot) {
    WheelNode head = heads[slot];
    node.previous = null;
    node.next = head;
    if (head != null) {
      head.previous = node;
    }
    heads[slot] = node;
    node.slot = slot;
  }

  private void take(WheelNode node) {
    WheelNode before = node.previous;
    WheelNode after = node.next;
    if (before == null) {
      heads[node.slot] = after;
    } else {
      before.next = after;
    }
    if (after != null) {
      after.previous = before;
    }
    node.previous = null;
    node.next = null;
    node.slot = WheelNode.NOWHERE;
  }

  private static int slotOf(long tick) {
    return (int) (tick & (SLOTS - 1));
  }
}
