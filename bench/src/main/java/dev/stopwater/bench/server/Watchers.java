package dev.stopwater.bench.server;

import dev.stopwater.bench.load.Ask;
import dev.stopwater.bench.load.Http2;
import dev.stopwater.bench.load.Latencies;
import dev.stopwater.bench.load.Marks;
import dev.stopwater.bench.load.Receiver;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Watches of one kind, many on each connection. Each event says when its write was due; what is
/// noted is the time from then until its bytes are here.
final class Watchers {

  private static final int PATIENCE_SECONDS = 60;
  private static final String MARK = "intended\":\"";

  private final LongAdder cut = new LongAdder();
  private final CountDownLatch begun;
  private volatile Epoch epoch = new Epoch(Long.MAX_VALUE);

  /// What is delivered of the writes that were due from a moment on.
  static final class Epoch {
    final long sinceNanos;
    final Latencies latencies = new Latencies();
    final AtomicLong last = new AtomicLong(System.nanoTime());

    Epoch(long sinceNanos) {
      this.sinceNanos = sinceNanos;
    }

    long delivered() {
      return latencies.count();
    }
  }

  private Watchers(int count) {
    begun = new CountDownLatch(count);
  }

  /// @throws IOException not all of them are answered within a minute
  static Watchers open(Http2 connections, String path, int count)
      throws IOException, InterruptedException {
    Watchers watchers = new Watchers(count);
    for (int i = 0; i < count; i++) {
      connections.send(Ask.get(path), watchers.new One());
    }
    if (!watchers.begun.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IOException(watchers.begun.getCount() + " watches do not begin");
    }
    if (watchers.cut() > 0) {
      throw new IOException(watchers.cut() + " watches were refused");
    }
    return watchers;
  }

  /// From now on events are counted here, if their writes are due from this moment on.
  Epoch count(long sinceNanos) {
    epoch = new Epoch(sinceNanos);
    return epoch;
  }

  long cut() {
    return cut.sum();
  }

  private final class One implements Receiver {

    private final Marks marks = new Marks(MARK, this::event);
    private boolean refused;

    private void event(long dueNanos) {
      Epoch now = epoch;
      if (dueNanos >= now.sinceNanos) {
        long here = System.nanoTime();
        now.latencies.note(here - dueNanos);
        now.last.lazySet(here);
      }
    }

    @Override
    public void began(int status, String type) {
      refused = status != 200;
      if (!refused) {
        begun.countDown();
      }
    }

    @Override
    public void bytes(ByteBuffer some) {
      marks.read(some);
    }

    @Override
    public void ended(@Nullable Throwable failure) {
      cut.increment();
      if (refused || failure != null) {
        begun.countDown();
      }
    }
  }
}
