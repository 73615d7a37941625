package dev.stopwater.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/// The owner of threads that outlive a request: the one place where the program gets them. Each has
/// a name, is listed while it lives, and is joined in [#close()]. Any thread.
public final class Threads implements AutoCloseable {

  private final Sleep sleep;
  private final Faults faults;
  private final Duration grace;
  private final Set<Thread> mine = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /// How a loop waits for its next turn; tests hand in one that they control.
  @FunctionalInterface
  public interface Sleep {
    /// The system's own.
    Sleep SYSTEM = Thread::sleep;

    void sleep(Duration duration) throws InterruptedException;
  }

  /// Is told of what escapes from a thread or from a turn of a loop, on that thread.
  @FunctionalInterface
  public interface Faults {
    void fault(String thread, Throwable failure);
  }

  /// One turn of a loop; ends the loop by throwing [InterruptedException].
  @FunctionalInterface
  public interface Turn {
    void run() throws Exception;
  }

  /// @param grace how long [#close()] waits for a thread to end by itself before it interrupts it
  public Threads(Sleep sleep, Faults faults, Duration grace) {
    this.sleep = sleep;
    this.faults = faults;
    this.grace = grace;
  }

  /// The names of all owned threads of the program that are alive, sorted.
  public static List<String> living() {
    return Living.names();
  }

  /// Shows every owned thread of the program that is running, those of task groups among them, to
  /// `visitor`, which must not keep it. Requests have the ledger.
  public static void forEachLiving(Consumer<Thread> visitor) {
    Living.forEach(visitor);
  }

  /// Makes platform threads of one name for a part that starts and stops them itself, such as the
  /// writer of a store.
  public ThreadFactory platform(String name) {
    return body -> adopt(Living.platform(name, guarded(name, body)));
  }

  /// Makes virtual threads of one name for a part that starts and stops them itself.
  public ThreadFactory virtual(String name) {
    return body -> adopt(Living.virtual(name, guarded(name, body)));
  }

  /// Runs `turn` every `period` on a virtual thread, the first time after one period. A turn that
  /// fails is told to the faults, and the next one comes.
  public Loop every(String name, Duration period, Turn turn) {
    return started(name, () -> turns(name, period, turn));
  }

  /// Runs `turn` again and again on a virtual thread, for loops that wait by themselves, on a queue
  /// say. A turn that fails is told to the faults, and the next one comes.
  public Loop loop(String name, Turn turn) {
    return started(name, () -> turns(name, Duration.ZERO, turn));
  }

  /// The names of the threads of this owner that are alive, sorted.
  public List<String> alive() {
    return mine.stream().filter(Thread::isAlive).map(Thread::getName).sorted().toList();
  }

  /// Stops the loops, and waits until every thread has ended: `grace` for each that its part has
  /// not stopped, then it is interrupted and waited for. Nothing can be started afterwards.
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    List<Thread> started = mine.stream().filter(Thread::isAlive).toList();
    started.stream().filter(Thread::isVirtual).forEach(Thread::interrupt);
    started.forEach(thread -> Joins.join(thread, grace));
  }

  private Loop started(String name, Runnable body) {
    Thread thread = adopt(Living.virtual(name, guarded(name, body)));
    Living.start(thread);
    return new Loop(thread);
  }

  private synchronized Thread adopt(Thread thread) {
    if (closed) {
      throw new IllegalStateException("no more threads: their owner is closed");
    }
    mine.add(thread);
    return thread;
  }

  private Runnable guarded(String name, Runnable body) {
    return () -> {
      try {
        body.run();
      } catch (Throwable failure) {
        faults.fault(name, failure);
      } finally {
        mine.remove(Thread.currentThread());
      }
    };
  }

  private void turns(String name, Duration period, Turn turn) {
    while (!closed && !Thread.currentThread().isInterrupted()) {
      try {
        if (!period.isZero()) {
          sleep.sleep(period);
        }
        turn.run();
      } catch (InterruptedException stop) {
        return;
      } catch (Exception failure) {
        faults.fault(name, failure);
      }
    }
  }
}
