package dev.stopwater.bench.server;

import dev.stopwater.bench.load.Ask;
import dev.stopwater.bench.load.Http2;
import dev.stopwater.bench.load.Latencies;
import dev.stopwater.bench.load.Marks;
import dev.stopwater.bench.load.Receiver;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Clients that do what an informer does: list, then watch from there; after a failure again, with
/// a pause that doubles from 0.8 to 30 s, give or take. What is listed is thrown away.
final class Reflectors implements AutoCloseable {

  private static final long FIRST_PAUSE_MILLIS = 800;
  private static final long LONGEST_PAUSE_MILLIS = 30_000;
  private static final String MARK = "resourceVersion\":\"";

  final Latencies synced = new Latencies();
  final LongAdder bytes = new LongAdder();
  private final Http2 connections;
  private final String path;
  private final CountDownLatch open;
  private final long startNanos = System.nanoTime();
  private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();
  private final ScheduledExecutorService pauses =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("pauses").factory());

  private Reflectors(Http2 connections, String path, int count) {
    this.connections = connections;
    this.path = path;
    this.open = new CountDownLatch(count);
  }

  /// Starts all at once.
  ///
  /// @param path of the collection
  static Reflectors start(Http2 connections, String path, int count) {
    Reflectors all = new Reflectors(connections, path, count);
    for (int i = 0; i < count; i++) {
      all.new One().list();
    }
    return all;
  }

  /// @return whether all are synced by then
  boolean await(long seconds) throws InterruptedException {
    return open.await(seconds, TimeUnit.SECONDS);
  }

  long missing() {
    return open.getCount();
  }

  /// What went wrong, and how often.
  Map<String, Long> failures() {
    Map<String, Long> all = new TreeMap<>();
    failures.forEach((what, times) -> all.put(what, times.sum()));
    return all;
  }

  @Override
  public void close() {
    pauses.shutdownNow();
  }

  private final class One {

    private int attempts;

    void list() {
      connections.send(Ask.get(path + "?resourceVersion=0"), new Listing(this));
    }

    void watch(long revision) {
      connections.send(
          Ask.get(path + "?watch=1&allowWatchBookmarks=true&resourceVersion=" + revision),
          new Watching(this));
    }

    void failed(String what) {
      failures.computeIfAbsent(what, any -> new LongAdder()).increment();
      long pause = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(attempts++, 6));
      long spread = ThreadLocalRandom.current().nextLong(pause);
      try {
        Future<?> _ = pauses.schedule(this::list, pause + spread, TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException over) {
        // the time of the storm is over
      }
    }
  }

  /// The list, of which only the resource version is kept.
  private final class Listing implements Receiver {

    private final One one;
    private final Marks marks = new Marks(MARK, this::seen);
    private long revision = -1;
    private int status;

    Listing(One one) {
      this.one = one;
    }

    private void seen(long number) {
      revision = revision < 0 ? number : revision;
    }

    @Override
    public void began(int code, String type) {
      status = code;
    }

    @Override
    public void bytes(ByteBuffer some) {
      bytes.add(some.remaining());
      if (revision < 0) {
        marks.read(some);
      }
    }

    @Override
    public void ended(@Nullable Throwable failure) {
      if (failure != null) {
        one.failed("list cut");
      } else if (status != 200) {
        one.failed("list " + status);
      } else {
        one.watch(revision);
      }
    }
  }

  private final class Watching implements Receiver {

    private final One one;
    private int status;

    Watching(One one) {
      this.one = one;
    }

    @Override
    public void began(int code, String type) {
      status = code;
      if (code == 200) {
        synced.note(System.nanoTime() - startNanos);
        open.countDown();
      }
    }

    @Override
    public void bytes(ByteBuffer some) {}

    @Override
    public void ended(@Nullable Throwable failure) {
      if (status != 200) {
        one.failed("watch " + (status == 0 ? "cut" : status));
      }
    }
  }
}
