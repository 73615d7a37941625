package dev.stopwater.http.engine;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Clients that do the same bad thing again and again, each time on a connection of its own, while
/// a test looks how others fare. [#stop()] and [#close()] join them.
final class Attack implements AutoCloseable {

  /// What is done on one connection, and what must have become of it.
  interface Deed {
    void on(RawHttp2 client) throws Exception;
  }

  private final Running running;
  private final Deed deed;
  private final List<Thread> attackers;
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile boolean stopped;

  private Attack(int attackers, Running running, Deed deed) {
    this.running = running;
    this.deed = deed;
    this.attackers =
        IntStream.range(0, attackers)
            .mapToObj(n -> Thread.ofPlatform().daemon().name("attacker-" + n).unstarted(this::run))
            .toList();
  }

  static Attack by(int attackers, Running running, Deed deed) {
    Attack attack = new Attack(attackers, running, deed);
    attack.attackers.forEach(Thread::start);
    return attack;
  }

  private void run() {
    try {
      while (!stopped) {
        try (RawHttp2 client = RawHttp2.to(running)) {
          deed.on(client);
        }
        done.incrementAndGet();
      }
    } catch (Throwable e) {
      failure.compareAndSet(null, e);
    }
  }

  /// How many connections were used up, each as it should.
  int done() {
    fail();
    return done.get();
  }

  /// Waits for the attackers, and fails with what they saw that should not be.
  void stop() throws InterruptedException {
    close();
    fail();
  }

  private void fail() {
    Throwable seen = failure.get();
    if (seen != null) {
      throw new AssertionError("an attacker was treated wrongly", seen);
    }
  }

  @Override
  public void close() throws InterruptedException {
    stopped = true;
    for (Thread attacker : attackers) {
      attacker.join();
    }
  }
}
