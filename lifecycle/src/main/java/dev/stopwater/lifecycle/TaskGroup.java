package dev.stopwater.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Work that one thread splits among virtual threads, none of which outlives the group:
///
/// ```java
/// try (TaskGroup group = TaskGroup.open("lookups", wrapper)) {
///   TaskGroup.Task<User> user = group.fork(() -> findUser(token));
///   TaskGroup.Task<Quota> quota = group.fork(() -> findQuota(namespace));
///   group.join();
///   return answer(user.result(), quota.result());
/// }
/// ```
///
/// The first failure cancels the others, by interrupt. It has the shape of the JDK's
/// `StructuredTaskScope`, which is a preview, and makes room for it one day. Like a request's
/// thread, those of a group can be taken by the collector together with their owner.
///
/// Used by the thread that opened it, and by no other.
public final class TaskGroup implements AutoCloseable {

  private static final int FEW = 64;

  private final Thread owner = Thread.currentThread();
  private final ExecutorService executor;
  private final UnaryOperator<Runnable> wrapper;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Thread> threads = new ArrayList<>(); // the owner's alone
  private int forgetAt = FEW; // the owner's alone
  private int running; // guarded by lock
  private boolean joined; // guarded by lock
  private @Nullable Throwable failure; // guarded by lock

  /// What escaped from the first task that failed is its cause.
  public static final class FailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FailedException(Throwable cause) {
      super(cause);
    }
  }

  /// One piece of work of a group.
  public static final class Task<T extends @Nullable Object> {
    private final TaskGroup group;
    private @Nullable Outcome<T> outcome; // guarded by the group's lock

    private Task(TaskGroup group) {
      this.group = group;
    }

    /// What the task returned, once [TaskGroup#join()] has returned.
    ///
    /// @throws IllegalStateException the group was not joined, or the task did not succeed
    public T result() {
      group.lock.lock();
      try {
        if (!group.joined || outcome == null) {
          throw new IllegalStateException("the task has no result, or nobody joined");
        }
        return outcome.value();
      } finally {
        group.lock.unlock();
      }
    }
  }

  private record Outcome<T extends @Nullable Object>(T value) {}

  private TaskGroup(String name, UnaryOperator<Runnable> wrapper) {
    this.wrapper = wrapper;
    ThreadFactory factory = Thread.ofVirtual().name(name).factory();
    this.executor = Executors.newThreadPerTaskExecutor(body -> noted(factory.newThread(body)));
  }

  /// @param name of each thread
  /// @param wrapper puts around each task what it takes along from the forking thread, on which it
  ///   is applied; what it returns runs on the task's thread
  public static TaskGroup open(String name, UnaryOperator<Runnable> wrapper) {
    return new TaskGroup(name, wrapper);
  }

  /// Starts `body` on a virtual thread of its own. In a group that was cancelled it is not started.
  public <T extends @Nullable Object> Task<T> fork(Callable<T> body) {
    ensureOwner();
    Task<T> task = new Task<>(this);
    Runnable wrapped = wrapper.apply(() -> run(task, body));
    enter();
    try {
      executor.execute(() -> leaveAfter(wrapped));
    } catch (RejectedExecutionException cancelled) {
      leave();
    } catch (Throwable notStarted) {
      leave();
      throw notStarted;
    }
    return task;
  }

  /// Waits until all tasks have succeeded, or one has failed.
  ///
  /// @throws FailedException the first failure
  public void join() throws InterruptedException {
    ensureOwner();
    lock.lock();
    try {
      while (running > 0 && failure == null) {
        changed.await();
      }
      joined = true;
      if (failure != null) {
        throw new FailedException(failure);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Cancels what still runs, and waits until every thread has ended, however long that takes: that
  /// none outlives the group is its promise. An interrupt is kept for the caller.
  @Override
  public void close() {
    ensureOwner();
    executor.shutdownNow();
    threads.forEach(Joins::join); // without a limit of time: who waits with one cannot be collected
  }

  /// On the owner's thread, which alone forks.
  private Thread noted(Thread thread) {
    if (threads.size() >= forgetAt) {
      threads.removeIf(each -> each.getState() == Thread.State.TERMINATED);
      forgetAt = Math.max(FEW, 2 * threads.size());
    }
    threads.add(thread);
    return thread;
  }

  private <T extends @Nullable Object> void run(Task<T> task, Callable<T> body) {
    try {
      T value = body.call();
      succeed(task, value);
    } catch (Throwable escaped) {
      fail(escaped);
    }
  }

  private void leaveAfter(Runnable wrapped) {
    Forked listed = Forked.enter(Thread.currentThread());
    try {
      wrapped.run();
    } catch (Throwable ofTheWrapper) {
      fail(ofTheWrapper);
    } finally {
      listed.close();
      leave();
    }
  }

  private <T extends @Nullable Object> void succeed(Task<T> task, T value) {
    lock.lock();
    try {
      task.outcome = new Outcome<>(value);
    } finally {
      lock.unlock();
    }
  }

  private void fail(Throwable escaped) {
    lock.lock();
    try {
      if (failure != null) {
        return;
      }
      failure = escaped;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    executor.shutdownNow();
  }

  private void enter() {
    lock.lock();
    try {
      running++;
      joined = false;
    } finally {
      lock.unlock();
    }
  }

  private void leave() {
    lock.lock();
    try {
      running--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void ensureOwner() {
    if (Thread.currentThread() != owner) {
      throw new WrongThreadException("a task group is its opener's alone");
    }
  }
}
