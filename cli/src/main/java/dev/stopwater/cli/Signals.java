package dev.stopwater.cli;

import dev.stopwater.assembly.ApiServer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;

/// SIGTERM and SIGINT: the first stops the server gracefully, the second at once. Either way nothing
/// that was acknowledged is lost, since it was on disk before.
final class Signals {

  private final ApiServer server;
  private final CountDownLatch asked = new CountDownLatch(1);
  private final AtomicBoolean stopping = new AtomicBoolean();

  Signals(ApiServer server) {
    this.server = server;
  }

  void install() {
    Signal.handle(new Signal("TERM"), signal -> arrived());
    Signal.handle(new Signal("INT"), signal -> arrived());
  }

  private void arrived() {
    if (stopping.compareAndSet(false, true)) {
      asked.countDown();
    } else {
      Runtime.getRuntime().halt(130);
    }
  }

  /// Returns when the server has stopped.
  void awaitStop() throws InterruptedException {
    asked.await();
    System.err.println("stopwater: stopping; a second signal stops at once");
    server.close();
  }
}
