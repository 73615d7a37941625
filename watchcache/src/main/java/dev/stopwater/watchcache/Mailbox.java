package dev.stopwater.watchcache;

import dev.stopwater.watchcache.Watcher.End;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A bounded queue of events between the cache, which never waits, and the one thread that reads.
/// There is always room for one farewell; who finds the box full gets that instead of more mail.
final class Mailbox {

  private final int mostEvents;
  private final long mostBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final ArrayDeque<WatchEvent.Changed> mail = new ArrayDeque<>(); // guarded by lock
  private long bytes; // guarded by lock
  private @Nullable End farewell; // guarded by lock; once set, no mail comes any more

  Mailbox(WatchCacheSettings settings) {
    mostEvents = settings.mailboxEvents();
    mostBytes = settings.mailboxBytes();
  }

  /// Adds an event, or ends the box if that is full.
  ///
  /// @return false if it took no event, now or earlier
  boolean post(WatchEvent.Changed event) {
    lock.lock();
    try {
      if (farewell != null) {
        return false;
      }
      if (mail.size() == mostEvents || (bytes + event.bytes() > mostBytes && !mail.isEmpty())) {
        farewell = End.TOO_SLOW;
      } else {
        mail.add(event);
        bytes += event.bytes();
      }
      arrived.signal();
      return farewell == null;
    } finally {
      lock.unlock();
    }
  }

  /// No more mail. What waits can still be taken after [End#TOO_SLOW], and is dropped otherwise.
  void end(End reason) {
    lock.lock();
    try {
      if (reason != End.TOO_SLOW) {
        mail.clear();
        bytes = 0;
      }
      if (farewell == null) {
        farewell = reason;
      }
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  /// The next event; null if none came in time or none will ever come.
  WatchEvent.@Nullable Changed take(Duration wait) throws InterruptedException {
    long left = wait.toNanos();
    lock.lockInterruptibly();
    try {
      while (mail.isEmpty() && farewell == null && left > 0) {
        left = arrived.awaitNanos(left);
      }
      WatchEvent.Changed event = mail.poll();
      if (event != null) {
        bytes -= event.bytes();
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
}
