package dev.stopwater.cli;

import dev.stopwater.assembly.ApiServer;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/// SIGTERM and SIGINT: the first stops the server gracefully, the second at once. Either way
/// nothing that was acknowledged is lost, since it was on disk before.
///
/// The JDK's signal handlers are in a module that the compiler warns of, so they are reached by
/// name; a JDK without them ends at the first signal, which loses nothing either.
final class Signals {

  private static final int INTERRUPTED = 130;

  private final ApiServer server;
  private final CountDownLatch asked = new CountDownLatch(1);
  private final AtomicBoolean stopping = new AtomicBoolean();

  Signals(ApiServer server) {
    this.server = server;
  }

  void install() {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object ours =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                arrived();
                return null;
              });
      for (String name : new String[] {"TERM", "INT"}) {
        Object each = signal.getConstructor(String.class).newInstance(name);
        signal.getMethod("handle", signal, handler).invoke(null, each, ours);
      }
    } catch (ReflectiveOperationException e) {
      System.err.println("stopwater: this Java has no signal handlers; a signal ends it at once");
    }
  }

  private void arrived() {
    if (stopping.compareAndSet(false, true)) {
      asked.countDown();
    } else {
      Runtime.getRuntime().halt(INTERRUPTED);
    }
  }

  /// Returns when the server has stopped.
  void awaitStop() throws InterruptedException {
    asked.await();
    System.err.println("stopwater: stopping; a second signal stops at once");
    server.close();
  }
}
