package dev.stopwater.bench.targets;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The most that processes held in memory while this was open: looked at ten times a second, on a
/// thread of its own.
@SuppressWarnings("try") // what is closed waits for who works for it
public final class Peak implements AutoCloseable {

  private static final Duration EVERY = Duration.ofMillis(100);

  private final Processes processes;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread looking;
  private volatile double most;

  public Peak(Processes processes) {
    this.processes = processes;
    this.looking = Thread.ofPlatform().daemon().name("peak").start(this::look);
  }

  private void look() {
    try {
      do {
        most = Math.max(most, processes.residentMib());
      } while (!closing.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
    } catch (IOException gone) {
      // a process that ended holds nothing more
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public double mib() {
    return most;
  }

  @Override
  public void close() throws InterruptedException {
    closing.countDown();
    looking.join();
  }
}
