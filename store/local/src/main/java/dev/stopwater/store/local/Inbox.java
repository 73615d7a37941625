package dev.stopwater.store.local;

import dev.stopwater.store.StoreException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What waits for the writer thread, in the order in which it came.
///
/// It is bounded: whoever finds it full waits until the thread has taken some, or is interrupted.
final class Inbox<T> {

  private final int bound;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Condition emptied = lock.newCondition();
  private final Deque<T> waiting = new ArrayDeque<>(); // guarded by the lock
  private boolean closed; // guarded by the lock

  Inbox(int bound) {
    this.bound = bound;
  }

  /// Waits for room, then leaves the item.
  void put(T item) throws InterruptedException, StoreException {
    lock.lockInterruptibly();
    try {
      while (waiting.size() >= bound && !closed) {
        emptied.await();
      }
      leave(item);
    } finally {
      lock.unlock();
    }
  }

  /// Leaves the item whether or not there is room: for the few that wait for nobody.
  void add(T item) throws StoreException {
    lock.lock();
    try {
      leave(item);
    } finally {
      lock.unlock();
    }
  }

  private void leave(T item) throws StoreException {
    if (closed) {
      throw Failures.closed();
    }
    waiting.add(item);
    filled.signal();
  }

  /// Waits for something, and takes at most `most` of it. Nothing: closed, and all was taken.
  List<T> take(int most) {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closed) {
        filled.awaitUninterruptibly();
      }
      List<T> taken = new ArrayList<>(Math.min(most, waiting.size()));
      while (!waiting.isEmpty() && taken.size() < most) {
        taken.add(waiting.remove());
      }
      emptied.signalAll();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /// Refuses all that comes from now on; what is there may still be taken.
  void close() {
    lock.lock();
    try {
      closed = true;
      filled.signalAll();
      emptied.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
