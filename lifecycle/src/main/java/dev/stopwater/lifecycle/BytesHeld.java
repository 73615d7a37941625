package dev.stopwater.lifecycle;

import dev.stopwater.lifecycle.OverBudgetException.Whose;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// What one request holds of the budget. Any thread.
final class BytesHeld {

  private static final long CLOSED = -1;

  private final ByteBudget budget;
  final ByteBudget.Flow flow;
  final LedgerEntry request;
  private final AtomicLong held = new AtomicLong();
  private final AtomicLong leaving = new AtomicLong();
  private volatile boolean told;

  BytesHeld(ByteBudget budget, ByteBudget.Flow flow, LedgerEntry request) {
    this.budget = budget;
    this.flow = flow;
    this.request = request;
  }

  /// @throws OverBudgetException there is no room, and nothing was taken
  void take(long bytes) {
    Whose full = tryTake(bytes);
    if (full != null) {
      throw budget.refused(request, full);
    }
  }

  /// @return whose bytes are too many, and nothing was taken; null if they were taken
  @Nullable Whose tryTake(long bytes) {
    if (told) {
      return Whose.ALL;
    }
    if (bytes > budget.limits().request() - held()) {
      return Whose.REQUEST;
    }
    Whose full = budget.claim(this, bytes);
    if (full == null && !add(bytes)) {
      budget.disclaim(flow, bytes);
      return Whose.ALL;
    }
    return full;
  }

  void give(long bytes) {
    long before;
    long given;
    do {
      before = held.get();
      given = Math.min(Math.max(before, 0), bytes);
    } while (given > 0 && !held.compareAndSet(before, before - given));
    if (given > 0) {
      budget.disclaim(flow, given);
    }
  }

  /// Gives everything back; takes nothing any more.
  void close() {
    long left = held.getAndSet(CLOSED);
    if (left != CLOSED) {
      budget.closed(this, left);
    }
  }

  long held() {
    return Math.max(0, held.get());
  }

  /// Notes that the request is told to end: it takes no more, and its bytes will soon be free.
  ///
  /// @return how many they are
  long leave() {
    told = true;
    leaving.set(held());
    return leaving.get();
  }

  /// Whether it was told to end.
  boolean told() {
    return told;
  }

  boolean isClosed() {
    return held.get() == CLOSED;
  }

  /// The bytes that were to be free soon: said once, by whoever sees first that they are.
  long left() {
    return leaving.getAndSet(0);
  }

  private boolean add(long bytes) {
    long before;
    do {
      before = held.get();
      if (before == CLOSED) {
        return false;
      }
    } while (!held.compareAndSet(before, before + bytes));
    return true;
  }
}
