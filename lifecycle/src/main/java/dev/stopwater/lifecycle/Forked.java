package dev.stopwater.lifecycle;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// The threads of task groups that run now, held weakly: a group that nobody can wake must not be
/// kept by being listed. Any thread.
final class Forked extends WeakReference<Thread> implements AutoCloseable {

  private static final Set<Forked> RUNNING = ConcurrentHashMap.newKeySet();
  private static final ReferenceQueue<Thread> COLLECTED = new ReferenceQueue<>();

  private Forked(Thread thread) {
    super(thread, COLLECTED);
  }

  static Forked enter(Thread thread) {
    forgetCollected();
    Forked forked = new Forked(thread);
    RUNNING.add(forked);
    return forked;
  }

  @Override
  public void close() {
    RUNNING.remove(this);
  }

  static void forEach(Consumer<Thread> visitor) {
    for (Forked forked : RUNNING) {
      Thread thread = forked.get();
      if (thread != null) {
        visitor.accept(thread);
      }
    }
  }

  private static void forgetCollected() {
    for (Reference<?> gone = COLLECTED.poll(); gone != null; gone = COLLECTED.poll()) {
      RUNNING.remove(gone);
    }
  }
}
