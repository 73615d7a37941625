package dev.stopwater.lifecycle;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// The list of the program's owned threads that are running, whoever owns them; requests have the
/// ledger instead. Any thread.
final class Living {

  private static final Set<Thread> THREADS = ConcurrentHashMap.newKeySet();

  private Living() {}

  /// A platform thread, not started, that is listed while it runs. It is a daemon: an owner that
  /// forgets it does not keep the program alive.
  static Thread platform(String name, Runnable body) {
    return Thread.ofPlatform().daemon(true).name(name).unstarted(() -> listed(body));
  }

  /// A virtual thread, not started, that is listed while it runs.
  static Thread virtual(String name, Runnable body) {
    return Thread.ofVirtual().name(name).unstarted(() -> listed(body));
  }

  /// Starts a thread that was made here, and lists it at once, however late it first runs.
  static void start(Thread thread) {
    THREADS.add(thread);
    thread.start();
  }

  /// Sorted.
  static List<String> names() {
    return THREADS.stream().map(Thread::getName).sorted().toList();
  }

  /// Every thread that is listed, while it runs; for looking, not for keeping.
  static void forEach(Consumer<Thread> visitor) {
    THREADS.forEach(visitor);
    Forked.forEach(visitor);
  }

  private static void listed(Runnable body) {
    THREADS.add(Thread.currentThread());
    try {
      body.run();
    } finally {
      THREADS.remove(Thread.currentThread());
    }
  }
}
