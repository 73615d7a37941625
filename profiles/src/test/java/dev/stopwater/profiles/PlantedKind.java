package dev.stopwater.profiles;

import dev.stopwater.lifecycle.TaskGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/// The ways in which handlers of a generated program hang: for ever, where the proof must be found,
/// or until somebody lets them go, where none may be. All are deaf to interrupts.
enum PlantedKind {
  PRIVATE_QUEUE(true) {
    @Override
    List<Body> plant(Release release) {
      return List.of(() -> new ArrayBlockingQueue<Object>(1)::take);
    }
  },
  PRIVATE_LATCH(true) {
    @Override
    List<Body> plant(Release release) {
      return List.of(() -> new CountDownLatch(1)::await);
    }
  },
  FUTURE_NOBODY_COMPLETES(true) {
    @Override
    List<Body> plant(Release release) {
      return List.of(() -> new CompletableFuture<Object>()::get);
    }
  },
  BARE_PARK(true) {
    @Override
    List<Body> plant(Release release) {
      return List.of(() -> PlantedKind::parkForEver);
    }
  },
  SYNCHRONOUS_QUEUE(true) {
    @Override
    List<Body> plant(Release release) {
      return List.of(() -> () -> new SynchronousQueue<Object>().put("nobody takes it"));
    }
  },
  SEMAPHORE_WITHOUT_PERMITS(true) {
    @Override
    List<Body> plant(Release release) {
      return List.of(() -> new Semaphore(0)::acquire);
    }
  },
  CONDITION_NOBODY_SIGNALS(true) {
    @Override
    List<Body> plant(Release release) {
      return List.of(() ->
          () -> {
            ReentrantLock lock = new ReentrantLock();
            lock.lock();
            lock.newCondition().awaitUninterruptibly();
          });
    }
  },
  LOCK_OF_A_DEAD_THREAD(true) {
    @Override
    List<Body> plant(Release release) {
      ReentrantLock lock = new ReentrantLock();
      Thread owner = Thread.ofPlatform().start(lock::lock);
      joined(owner);
      return List.of(() -> lock::lock);
    }
  },
  GROUP_WHOSE_TASK_NEVER_ENDS(true) {
    @Override
    List<Body> plant(Release release) {
      return List.of(() -> PlantedKind::forkAndJoin);
    }
  },
  LOCKS_IN_A_CIRCLE(true) {
    @Override
    List<Body> plant(Release release) {
      ReentrantLock a = new ReentrantLock();
      ReentrantLock b = new ReentrantLock();
      CountDownLatch both = new CountDownLatch(2);
      return List.of(() -> () -> lockBoth(a, b, both), () -> () -> lockBoth(b, a, both));
    }
  },
  QUEUES_IN_A_CIRCLE(true) {
    @Override
    List<Body> plant(Release release) {
      BlockingQueue<Object> a = new ArrayBlockingQueue<>(1);
      BlockingQueue<Object> b = new ArrayBlockingQueue<>(1);
      return List.of(() -> () -> b.put(a.take()), () -> () -> a.put(b.take()));
    }
  },

  QUEUE_THAT_SOMEBODY_HAS(false) {
    @Override
    List<Body> plant(Release release) {
      BlockingQueue<Object> queue = new ArrayBlockingQueue<>(1);
      release.with(() -> queue.add("go on"));
      return List.of(() -> queue::take);
    }
  },
  LATCH_THAT_A_LATE_HANDLER_COUNTS_DOWN(false) {
    @Override
    List<Body> plant(Release release) {
      CountDownLatch first = new CountDownLatch(1);
      CountDownLatch second = new CountDownLatch(1);
      release.with(first::countDown);
      return List.of(
          () ->
              () -> {
                first.await();
                second.countDown();
              },
          () -> second::await);
    }
  },
  LATCH_THAT_A_SLEEPER_COUNTS_DOWN(false) {
    @Override
    List<Body> plant(Release release) {
      CountDownLatch latch = new CountDownLatch(1);
      Stop stop = release.stop();
      return List.of(
          () ->
              () -> {
                stop.nap();
                latch.countDown();
              },
          () -> latch::await);
    }
  },
  LOCK_OF_A_LIVING_HANDLER(false) {
    @Override
    List<Body> plant(Release release) {
      ReentrantLock lock = new ReentrantLock();
      Stop stop = release.stop();
      CountDownLatch locked = new CountDownLatch(1);
      return List.of(
          () ->
              () -> {
                lock.lock();
                locked.countDown();
                stop.nap();
                lock.unlock();
              },
          () ->
              () -> {
                locked.await();
                lock.lock();
                lock.unlock();
              });
    }
  },
  SLEEP(false) {
    @Override
    List<Body> plant(Release release) {
      Stop stop = release.stop();
      return List.of(() -> stop::nap);
    }
  },
  TIMED_POLL_OF_A_PRIVATE_QUEUE(false) {
    @Override
    List<Body> plant(Release release) {
      Stop stop = release.stop();
      return List.of(() ->
          () -> {
            BlockingQueue<Object> mine = new ArrayBlockingQueue<>(1);
            while (!stop.asked) {
              mine.poll(5, TimeUnit.MILLISECONDS);
            }
          });
    }
  },
  RUNNING(false) {
    @Override
    List<Body> plant(Release release) {
      Stop stop = release.stop();
      return List.of(() ->
          () -> {
            while (!stop.asked) {
              Thread.yield();
            }
          });
    }
  },
  MONITOR_OF_A_LIVING_HANDLER(false) {
    @Override
    List<Body> plant(Release release) {
      Object monitor = new Object();
      Stop stop = release.stop();
      CountDownLatch locked = new CountDownLatch(1);
      return List.of(
          () ->
              () -> {
                synchronized (monitor) {
                  locked.countDown();
                  stop.nap();
                }
              },
          () ->
              () -> {
                locked.await();
                synchronized (monitor) {
                  locked.countDown();
                }
              });
    }
  },
  OBJECT_WAIT(false) {
    @Override
    List<Body> plant(Release release) {
      Stop stop = release.stop();
      release.with(stop::wake);
      return List.of(() -> stop::waitToBeWoken);
    }
  };

  final boolean provable;

  PlantedKind(boolean provable) {
    this.provable = provable;
  }

  /// The handlers that hang together. A body makes its step on its own thread, so that nobody else
  /// reaches what is private to it.
  abstract List<Body> plant(Release release);

  /// Makes what a handler waits with.
  interface Body {
    Step step();
  }

  /// A step that may be interrupted, and is then taken again.
  interface Step {
    void run() throws Exception;
  }

  /// How the test lets the late ones go.
  static final class Release {
    private final List<Runnable> actions = new ArrayList<>();

    void with(Runnable action) {
      actions.add(action);
    }

    Stop stop() {
      Stop stop = new Stop();
      with(() -> stop.asked = true);
      return stop;
    }

    void all() {
      actions.forEach(Runnable::run);
    }
  }

  static final class Stop {
    volatile boolean asked;

    /// Sleeps in small pieces until asked to stop; deaf.
    void nap() {
      while (!asked) {
        LockSupport.parkNanos(2_000_000);
        Thread.interrupted();
      }
    }

    synchronized void waitToBeWoken() throws InterruptedException {
      while (!asked) {
        wait();
      }
    }

    synchronized void wake() {
      notifyAll();
    }
  }

  private static void parkForEver() {
    while (true) {
      LockSupport.park();
      Thread.interrupted();
    }
  }

  private static void forkAndJoin() throws InterruptedException {
    try (TaskGroup group = TaskGroup.open("task", UnaryOperator.identity())) {
      group.fork(() -> {
        parkForEver();
        return "never";
      });
      group.join();
    }
  }

  private static void lockBoth(ReentrantLock first, ReentrantLock second, CountDownLatch both)
      throws InterruptedException {
    if (!first.isHeldByCurrentThread()) {
      first.lock();
      both.countDown();
    }
    both.await();
    second.lock();
  }

  private static void joined(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
