package dev.stopwater.junit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The servers of one run of tests: a class that needs one gets one that nobody uses, or a new one.
/// So there are never more than classes that run at the same time. Any thread.
final class Servers implements AutoCloseable {

  private final List<TestServer> all = new ArrayList<>(); // guarded by this
  private final Deque<TestServer> idle = new ArrayDeque<>(); // guarded by this

  /// One server while a class has it; closed when its tests are over.
  final class Lease implements AutoCloseable {

    private final TestServer server;

    private Lease(TestServer server) {
      this.server = server;
    }

    TestServer server() {
      return server;
    }

    @Override
    public void close() {
      server.putBack();
      giveBack(server);
    }
  }

  Lease lease() {
    TestServer free = takeIdle();
    return new Lease(free == null ? started() : free);
  }

  private synchronized @Nullable TestServer takeIdle() {
    return idle.poll();
  }

  private TestServer started() {
    TestServer server = TestServer.start();
    synchronized (this) {
      all.add(server);
    }
    return server;
  }

  private synchronized void giveBack(TestServer server) {
    idle.push(server);
  }

  /// Stops all of them.
  ///
  /// @throws IllegalStateException something of one is left
  @Override
  public void close() {
    List<TestServer> ending;
    synchronized (this) {
      ending = List.copyOf(all);
      all.clear();
      idle.clear();
    }
    IllegalStateException first = null;
    for (TestServer each : ending) {
      try {
        each.close();
      } catch (IllegalStateException e) {
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
