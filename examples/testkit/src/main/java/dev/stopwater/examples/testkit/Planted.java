package dev.stopwater.examples.testkit;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;

/// What the handlers of a test do, by the path of the request. Deaf to interrupts, as what hangs in
/// the world often is.
public final class Planted {

  private static volatile CountDownLatch end = new CountDownLatch(1);

  private Planted() {}

  /// | path | |
  /// |---|---|
  /// | `/hello` | answers |
  /// | `/hang` | waits for what nobody can give it |
  /// | `/slow` | waits for the test |
  /// | `/fail` | throws |
  public static String answer(String path) {
    return switch (path) {
      case "/hang" -> hang();
      case "/slow" -> slow();
      case "/fail" -> throw new IllegalStateException("planted");
      default -> "hello";
    };
  }

  public static String hang() {
    ArrayBlockingQueue<String> nobodyElseHasIt = new ArrayBlockingQueue<>(1);
    while (true) {
      try {
        return nobodyElseHasIt.take();
      } catch (InterruptedException deaf) {
        // goes on waiting
      }
    }
  }

  private static String slow() {
    CountDownLatch waited = end;
    while (true) {
      try {
        waited.await();
        return "slow";
      } catch (InterruptedException deaf) {
        // goes on waiting
      }
    }
  }

  static void begin() {
    end = new CountDownLatch(1);
  }

  static void letGo() {
    end.countDown();
  }
}
