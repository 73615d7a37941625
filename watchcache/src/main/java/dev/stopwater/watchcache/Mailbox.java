package dev.stopwater.watchcache;

import dev.stopwater.lifecycle.Bytes;
import dev.stopwater.lifecycle.Parking;
import dev.stopwater.watchcache.Watcher.End;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A bounded queue of events between the cache, which never waits, and the one thread that reads.
/// There is always room for one farewell; who finds the box full gets that instead of more mail.
final class Mailbox {

  /// What waits is counted as held in steps of so many bytes, so that a quiet watch counts nothing.
  private static final long STEP = 64 * 1024;

  private final int mostEvents;
  private final long mostBytes;
  private final Bytes held;
  private final Parking parking;
  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<WatchEvent.Changed> mail = new ArrayDeque<>(); // guarded by lock
  private long bytes; // guarded by lock
  private long counted; // guarded by lock; of bytes, what `held` was told of
  private @Nullable Thread reader; // guarded by lock; waits
  private @Nullable End farewell; // guarded by lock; once set, no mail comes any more

  /// @param held is told how much waits; where there is no room for it, the reader is too slow
  /// @param parking how the reader waits
  Mailbox(WatchCacheSettings settings, Bytes held, Parking parking) {
    this.held = held;
    this.parking = parking;
    mostEvents = settings.mailboxEvents();
    mostBytes = settings.mailboxBytes();
  }

  /// Adds an event, or ends the box if that is full.
  ///
  /// @return false if it took no event, now or earlier
  boolean post(WatchEvent.Changed event) {
    Thread waiting;
    boolean taken;
    lock.lock();
    try {
      waiting = reader;
      if (farewell != null) {
        return false;
      }
      if (isFull(event) || !count(bytes + event.bytes())) {
        farewell = End.TOO_SLOW;
      } else {
        mail.add(event);
        bytes += event.bytes();
      }
      taken = farewell == null;
    } finally {
      lock.unlock();
    }
    LockSupport.unpark(waiting);
    return taken;
  }

  /// No more mail. What waits can still be taken after [End#TOO_SLOW], and is dropped otherwise.
  void end(End reason) {
    Thread waiting;
    lock.lock();
    try {
      waiting = reader;
      if (reason != End.TOO_SLOW) {
        mail.clear();
        bytes = 0;
        uncount();
      }
      if (farewell == null) {
        farewell = reason;
      }
    } finally {
      lock.unlock();
    }
    LockSupport.unpark(waiting);
  }

  /// The next event; null if none came in time or none will ever come.
  WatchEvent.@Nullable Changed take(Duration wait) throws InterruptedException {
    long left = wait.toNanos();
    while (mustWait(left > 0)) {
      left = parking.park(this, left);
    }
    return poll();
  }

  private boolean mustWait(boolean hasTime) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      boolean must = mail.isEmpty() && farewell == null && hasTime;
      reader = must ? Thread.currentThread() : null;
      return must;
    } finally {
      lock.unlock();
    }
  }

  private WatchEvent.@Nullable Changed poll() {
    lock.lock();
    try {
      WatchEvent.Changed event = mail.poll();
      if (event != null) {
        bytes -= event.bytes();
        if (mail.isEmpty()) {
          uncount();
        }
      }
      return event;
    } finally {
      lock.unlock();
    }
  }

  /// Why there will be no more mail, once all of it was taken; null before.
  @Nullable End ended() {
    lock.lock();
    try {
      return mail.isEmpty() ? farewell : null;
    } finally {
      lock.unlock();
    }
  }

  /// Whether everything that was ever posted was taken, and more may come.
  boolean isIdle() {
    lock.lock();
    try {
      return mail.isEmpty() && farewell == null;
    } finally {
      lock.unlock();
    }
  }

  private boolean isFull(WatchEvent.Changed next) {
    return mail.size() == mostEvents || (bytes + next.bytes() > mostBytes && !mail.isEmpty());
  }

  /// @return false if there is no room for so much
  private boolean count(long waiting) {
    long more = waiting / STEP * STEP - counted;
    if (more <= 0) {
      return true;
    }
    if (!held.tryTake(more)) {
      return false;
    }
    counted += more;
    return true;
  }

  private void uncount() {
    if (counted > 0) {
      held.give(counted);
      counted = 0;
    }
  }
}
