package dev.stopwater.live;

import dev.stopwater.lifecycle.Answerer;
import dev.stopwater.lifecycle.Held;
import dev.stopwater.lifecycle.LedgerEntry;
import java.util.List;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Gives each task a virtual thread and an entry on the ledger. Holds no task and no thread: who
/// keeps a task's `Future` can cancel it, and so keeps it from being proved leaked; nobody else
/// does. A task that is proved leaked has ended, as far as [#awaitTermination] goes. Any thread.
final class LiveExecutor extends AbstractExecutorService {

  private final LiveProfiles live;
  private final String name;
  private final Set<LedgerEntry> running = ConcurrentHashMap.newKeySet();
  private final CountDownLatch terminated = new CountDownLatch(1);
  private int accepted; // guarded by this
  private boolean shut; // guarded by this

  /// There is no client; the interrupt is all.
  enum Nobody implements Answerer {
    ANSWERED;

    @Override
    public void timedOut(LedgerEntry request, boolean begun) {}

    @Override
    public void unanswered(LedgerEntry request, boolean begun, @Nullable Throwable failure) {}
  }

  LiveExecutor(LiveProfiles live, String name) {
    this.live = live;
    this.name = name;
  }

  @Override
  public void execute(Runnable task) {
    accept();
    try {
      live.begin(Watched.facts(name), Nobody.ANSWERED, entry -> run(entry, task));
    } catch (IllegalStateException closed) {
      left();
      throw new RejectedExecutionException("live profiles are closed", closed);
    } catch (Throwable failure) {
      left();
      throw failure;
    }
  }

  private void run(LedgerEntry entry, Runnable task) {
    entry.identify(name, "", "");
    running.add(entry);
    Held place = entry.hold(() -> ended(entry));
    try {
      task.run();
    } catch (Throwable failure) {
      Thread mine = Thread.currentThread();
      mine.getUncaughtExceptionHandler().uncaughtException(mine, failure);
    } finally {
      place.close();
    }
  }

  private void ended(LedgerEntry entry) {
    running.remove(entry);
    left();
  }

  private synchronized void accept() {
    if (shut) {
      throw new RejectedExecutionException("the executor " + name + " was shut down");
    }
    accepted++;
  }

  private synchronized void left() {
    accepted--;
    endIfDone();
  }

  private synchronized void endIfDone() {
    if (shut && accepted == 0) {
      terminated.countDown();
    }
  }

  @Override
  public synchronized void shutdown() {
    shut = true;
    endIfDone();
  }

  /// Interrupts what is running; nothing ever waits to run.
  @Override
  public List<Runnable> shutdownNow() {
    shutdown();
    live.forEachHandler((entry, thread) -> {
      if (running.contains(entry)) {
        thread.interrupt();
      }
    });
    return List.of();
  }

  @Override
  public synchronized boolean isShutdown() {
    return shut;
  }

  @Override
  public boolean isTerminated() {
    return terminated.getCount() == 0;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return terminated.await(timeout, unit);
  }
}
