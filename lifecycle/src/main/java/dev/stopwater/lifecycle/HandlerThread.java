package dev.stopwater.lifecycle;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The ledger's hold on a handler's thread: strong while the clock may still interrupt it, since
/// then it can be woken; weak from then on, so that the collector takes a thread that nobody else
/// can wake.
///
/// Guarded by this object's lock, under which no foreign code runs.
final class HandlerThread {

  private static final int DEEPEST = 64;

  private final LedgerEntry entry;
  private @Nullable Thread thread;
  private @Nullable Abandoned abandoned;
  private boolean ended;
  private volatile List<StackTraceElement> stack = List.of();

  HandlerThread(LedgerEntry entry) {
    this.entry = entry;
  }

  /// A thread that nobody waits for; once this is cleared it can never run again.
  static final class Abandoned extends WeakReference<Thread> {
    final LedgerEntry entry;

    Abandoned(Thread thread, LedgerEntry entry, ReferenceQueue<Thread> queue) {
      super(thread, queue);
      this.entry = entry;
    }
  }

  synchronized void hold(Thread created) {
    thread = created;
  }

  /// Interrupts the handler, unless it has ended, and holds it weakly from now on.
  ///
  /// @param look whether to note its stack first
  void interrupt(boolean look, ReferenceQueue<Thread> queue) {
    Thread target = current();
    if (target == null) {
      return;
    }
    if (look) {
      stack = stackOf(target);
    }
    synchronized (this) {
      if (!ended) {
        target.interrupt();
      }
    }
    letGo(queue);
  }

  /// Holds the handler weakly from now on.
  synchronized void letGo(ReferenceQueue<Thread> queue) {
    Thread target = thread;
    if (target != null && !ended) {
      abandoned = new Abandoned(target, entry, queue);
    }
    thread = null;
  }

  /// By the handler's own thread: no interrupt of ours comes after this, and none is left pending.
  synchronized void end() {
    ended = true;
    thread = null;
    if (abandoned != null) {
      abandoned.clear();
      abandoned = null;
    }
    Thread.interrupted();
  }

  /// The handler's stack when it was interrupted.
  List<StackTraceElement> stack() {
    return stack;
  }

  /// The thread, if it is there; whoever asks must not keep it.
  synchronized @Nullable Thread current() {
    if (thread != null) {
      return thread;
    }
    return abandoned == null ? null : abandoned.get();
  }

  private static List<StackTraceElement> stackOf(Thread thread) {
    List<StackTraceElement> frames = List.of(thread.getStackTrace());
    return frames.size() <= DEEPEST ? frames : List.copyOf(frames.subList(0, DEEPEST));
  }
}
