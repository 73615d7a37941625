package dev.stopwater.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;

/// The platform threads that answer requests which timed out, so that the clock never runs foreign
/// code. Their queue is bounded by the number of live requests: each is in it once at most.
final class Settling implements AutoCloseable {

  /// With more than so many waiting, they no longer note each handler's stack: the first thousand
  /// tell enough, and each look costs tens of microseconds.
  private static final int MOST_LOOKED_AT = 1000;

  private final LinkedBlockingQueue<Job> jobs = new LinkedBlockingQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private boolean closed; // guarded by this

  @FunctionalInterface
  interface Job {
    /// @param look whether there is time to look at the handler's stack
    void run(boolean look);
  }

  /// Ends the thread that takes it.
  private record Stop() implements Job {
    @Override
    public void run(boolean look) {}
  }

  /// @param count of threads; with zero, [#add] does the job itself
  Settling(String name, int count) {
    for (int i = 0; i < count; i++) {
      threads.add(Living.platform(name + "-answerer-" + i, this::run));
    }
  }

  void start() {
    threads.forEach(Thread::start);
  }

  void add(Job job) {
    if (!queued(job)) {
      job.run(true);
    }
  }

  /// Does what was added before, then waits for its threads to end. What is added later is done by
  /// whoever adds it.
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      threads.forEach(thread -> jobs.add(new Stop()));
    }
    threads.forEach(Joins::join);
  }

  private synchronized boolean queued(Job job) {
    return !threads.isEmpty() && !closed && jobs.add(job);
  }

  private void run() {
    while (runNext()) {
      // The job was a local of a frame that is gone: a waiting thread keeps no request reachable.
    }
  }

  private boolean runNext() {
    Job job = take();
    if (job instanceof Stop) {
      return false;
    }
    job.run(jobs.size() < MOST_LOOKED_AT);
    return true;
  }

  private Job take() {
    while (true) {
      try {
        return jobs.take();
      } catch (InterruptedException notOurs) {
        // INVARIANT: only close() ends this thread; an answerer that left the flag set does not.
      }
    }
  }
}
