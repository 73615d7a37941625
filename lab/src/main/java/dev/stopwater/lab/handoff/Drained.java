package dev.stopwater.lab.handoff;

import dev.stopwater.http.Handler;
import dev.stopwater.lifecycle.RequestSnapshot;
import dev.stopwater.lifecycle.Threads;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// As kube-apiserver since 1.17: once the time is up, one more thread waits for the late result, as
/// long as the handler takes.
public final class Drained extends TimeoutFilter {

  private final ThreadFactory drains;
  private final AtomicLong draining = new AtomicLong();

  public Drained(
      Duration timeout, Handler handler, Consumer<RequestSnapshot> proved, Threads threads) {
    super(timeout, handler, proved);
    this.drains = threads.virtual("drain");
  }

  @Override
  void abandoned(Channel results) {
    draining.incrementAndGet();
    drains.newThread(() -> drain(results)).start();
  }

  private void drain(Channel results) {
    try {
      results.receive();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt(); // the lab stops
    } finally {
      draining.decrementAndGet();
    }
  }

  @Override
  public long draining() {
    return draining.get();
  }
}
