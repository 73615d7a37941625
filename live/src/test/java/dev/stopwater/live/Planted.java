package dev.stopwater.live;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;

/// What tests have tasks and handlers do.
final class Planted {

  private Planted() {}

  /// Waits on a queue that nobody else has. Ends by interrupt only.
  static void hangForEver() {
    take(new ArrayBlockingQueue<>(1));
  }

  static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void fail(String text) {
    throw new IllegalStateException(text);
  }

  /// A JVM with an agent, as coverage is one, keeps the threads that load classes.
  static void loadWhatIsUsed(Executor executor) {
    CountDownLatch loaded = new CountDownLatch(1);
    executor.execute(() -> {
      ArrayBlockingQueue<String> queue = new ArrayBlockingQueue<>(1);
      queue.add("");
      take(queue);
      loaded.countDown();
    });
    await(loaded);
  }

  private static void take(ArrayBlockingQueue<String> queue) {
    try {
      queue.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
