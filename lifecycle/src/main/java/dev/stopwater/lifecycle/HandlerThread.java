package dev.stopwater.lifecycle;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/// The ledger's hold on a handler's thread: strong while the clock may still interrupt it, since
/// then it can be woken; weak from then on, so that the collector takes a thread that nobody else
/// can wake.
///
/// Two references do that. The weak one finds the thread as long as it is there. The phantom one is
/// the proof: it is cleared only when no finalizer that the thread reaches could bring it back.
///
/// Guarded by this object's lock, under which no foreign code runs.
final class HandlerThread {

  private static final int DEEPEST = 64;

  private final LedgerEntry entry;
  private @Nullable Thread thread;
  private @Nullable Abandoned abandoned;
  private boolean ended;
  private volatile Sighting seen = Sighting.NONE;

  HandlerThread(LedgerEntry entry) {
    this.entry = entry;
  }

  /// A thread that nobody waits for; once this is cleared it can never run again.
  static final class Abandoned extends PhantomReference<Thread> {
    final LedgerEntry entry;
    private final WeakReference<Thread> thread;

    Abandoned(Thread thread, LedgerEntry entry, ReferenceQueue<Thread> queue) {
      super(thread, queue);
      this.entry = entry;
      this.thread = new WeakReference<>(thread);
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
      seen = Sighting.of(target, DEEPEST);
    }
    synchronized (this) {
      if (!ended) {
        target.interrupt();
      }
    }
    letGo(queue);
  }

  /// Holds the handler weakly from now on, and does not disturb it.
  ///
  /// @param look whether to note its stack first
  void watch(boolean look, ReferenceQueue<Thread> queue) {
    if (look) {
      look();
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
    leave();
    Thread.interrupted();
  }

  /// The same for a thread that may not be the ledger's, and whose interrupts are not its own.
  synchronized void leave() {
    ended = true;
    thread = null;
    if (abandoned != null) {
      abandoned.clear();
      abandoned = null;
    }
  }

  /// Notes what the handler is doing now, if it has not ended.
  void look() {
    Thread target = current();
    if (target != null) {
      Sighting now = Sighting.of(target, DEEPEST);
      seen = now.taken() ? now : seen;
    }
  }

  /// What the handler was doing when it was last looked at.
  Sighting seen() {
    return seen;
  }

  /// Whether the collector has taken the thread, though its handler never ended.
  synchronized boolean taken() {
    return abandoned != null && abandoned.refersTo(null);
  }

  /// The thread, if it is there; whoever asks must not keep it.
  synchronized @Nullable Thread current() {
    if (thread != null) {
      return thread;
    }
    return abandoned == null ? null : abandoned.thread.get();
  }
}
