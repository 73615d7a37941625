package dev.stopwater.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/// A hashed timer wheel, striped so that threads which file and unlink seldom meet, and at the same
/// time the registry of all that is filed: one structure, linked into once and unlinked from once.
/// Any thread.
final class Wheel {

  static final long TICK_NANOS = 10_000_000;

  private final Stripe[] stripes;

  /// @param stripes at least how many; rounded up to a power of two
  Wheel(int stripes) {
    int count = Integer.highestOneBit(Math.max(1, 2 * stripes - 1));
    this.stripes = new Stripe[count];
    for (int i = 0; i < count; i++) {
      this.stripes[i] = new Stripe();
    }
  }

  /// @param dueNanos when the node is due, since the wheel's origin
  void file(WheelNode node, long dueNanos) {
    int some = ThreadLocalRandom.current().nextInt() & (stripes.length - 1);
    stripes[some].file(node, tickAfter(dueNanos));
  }

  /// See [Stripe#refile].
  boolean refile(WheelNode node, long dueNanos) {
    Stripe stripe = node.stripe;
    return stripe != null && stripe.refile(node, tickAfter(dueNanos));
  }

  /// Whether the node was filed; it no longer is.
  boolean unlink(WheelNode node) {
    Stripe stripe = node.stripe;
    return stripe != null && stripe.unlink(node);
  }

  boolean isOverdue(WheelNode node) {
    Stripe stripe = node.stripe;
    return stripe != null && stripe.isOverdue(node);
  }

  /// Makes overdue what is due, and returns it, each node once in its life.
  List<WheelNode> advance(long nowNanos) {
    List<WheelNode> due = new ArrayList<>(0);
    for (Stripe stripe : stripes) {
      stripe.advance(nowNanos / TICK_NANOS, due);
    }
    return due;
  }

  int filed() {
    int sum = 0;
    for (Stripe stripe : stripes) {
      sum += stripe.filed();
    }
    return sum;
  }

  int overdue() {
    int sum = 0;
    for (Stripe stripe : stripes) {
      sum += stripe.overdue();
    }
    return sum;
  }

  /// Visits each node under its stripe's lock: `visitor` only collects.
  void forEach(Consumer<WheelNode> visitor) {
    for (Stripe stripe : stripes) {
      stripe.forEach(visitor);
    }
  }

  /// The first tick at which `nanos` has passed: nothing is due early.
  private static long tickAfter(long nanos) {
    return Math.ceilDiv(nanos, TICK_NANOS);
  }
}
