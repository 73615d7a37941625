package dev.stopwater.bench.load;

import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Load by a schedule: each request starts when it is due, also while others are not answered yet,
/// and its time counts from when it was due. So a server that stops for a second gets all the
/// requests of that second, each with the time that it waited, and cannot slow its questioner down
/// (no coordinated omission). How late this side was is noted beside it.
public final class OpenLoop {

  private static final int PATIENCE_SECONDS = 60;

  /// The request with one number.
  public interface Requests {
    Ask ask(int number, long intendedNanos);
  }

  public final Latencies answered = new Latencies();

  /// By how much the start of each was later than it was meant to be, for reasons of this side.
  public final Latencies late = new Latencies();

  private final LongAdder good = new LongAdder();
  private final LongAdder bad = new LongAdder();

  public long good() {
    return good.sum();
  }

  public long bad() {
    return bad.sum();
  }

  /// Sends all of a schedule from the calling thread, and waits for the answers.
  ///
  /// @return how many were not answered a minute after the last was sent
  public int run(Http2 connections, Schedule schedule, Requests requests)
      throws InterruptedException {
    Phaser open = new Phaser(1);
    for (int number = 0; number < schedule.count(); number++) {
      long due = schedule.intendedNanos(number);
      await(due);
      late.note(System.nanoTime() - due);
      open.register();
      connections.send(requests.ask(number, due), new Timed(due, open));
    }
    int arrived = open.arrive();
    try {
      open.awaitAdvanceInterruptibly(arrived, PATIENCE_SECONDS, TimeUnit.SECONDS);
      return 0;
    } catch (TimeoutException e) {
      return open.getUnarrivedParties();
    }
  }

  private static void await(long due) throws InterruptedException {
    long left = due - System.nanoTime();
    while (left > 0) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      left = due - System.nanoTime();
    }
  }

  private final class Timed implements Receiver {

    private final long due;
    private final Phaser open;
    private int status;

    Timed(long due, Phaser open) {
      this.due = due;
      this.open = open;
    }

    @Override
    public void began(int code, String type) {
      status = code;
    }

    @Override
    public void bytes(java.nio.ByteBuffer some) {}

    @Override
    public void ended(@Nullable Throwable failure) {
      answered.note(System.nanoTime() - due);
      (failure == null && status / 100 == 2 ? good : bad).increment();
      open.arriveAndDeregister();
    }
  }
}
