package dev.stopwater.watchcache;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The newest revision that every cache has passed, and who waits for a newer one. Safe for any
/// number of threads.
final class Published {

  private final AtomicLong newest = new AtomicLong();
  private final ReentrantLock lock = new ReentrantLock(); // for waiting only
  private final Condition advanced = lock.newCondition();
  private final AtomicInteger waiting = new AtomicInteger();

  long newest() {
    return newest.get();
  }

  // The revision is set before the look at `waiting`, and a waiter is counted before its look at
  // the revision: one of the two sees the other.
  void advance(long revision) {
    newest.accumulateAndGet(revision, Math::max);
    if (waiting.get() > 0) {
      lock.lock();
      try {
        advanced.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  boolean await(long wanted, Duration most) throws InterruptedException {
    if (newest.get() >= wanted) {
      return true;
    }
    long left = most.toNanos();
    lock.lockInterruptibly();
    try {
      waiting.incrementAndGet();
      while (newest.get() < wanted && left > 0) {
        left = advanced.awaitNanos(left);
      }
      return newest.get() >= wanted;
    } finally {
      waiting.decrementAndGet();
      lock.unlock();
    }
  }
}
