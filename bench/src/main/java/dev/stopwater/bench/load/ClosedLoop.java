package dev.stopwater.bench.load;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Clients that each send their next request once the one before is answered, as fast as that goes:
/// what is measured is how much is done, and the times are those that such a client sees.
public final class ClosedLoop {

  private static final int PATIENCE_SECONDS = 120;

  /// What each client does next.
  public interface Work {
    /// @return null if there is nothing left to do
    @Nullable Ask next(int client);
  }

  /// What came of it.
  ///
  /// @param bad answers that were no 2xx, by status; 0 for none at all
  public record Result(long good, Map<Integer, Long> bad, double seconds, Latencies latencies) {

    public long failed() {
      return bad.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private final Http2 connections;
  private final Work work;
  private final long endNanos;
  private final CountDownLatch clients;
  private final Latencies latencies = new Latencies();
  private final LongAdder good = new LongAdder();
  private final Map<Integer, LongAdder> bad = new ConcurrentHashMap<>();

  private ClosedLoop(Http2 connections, int clients, long endNanos, Work work) {
    this.connections = connections;
    this.work = work;
    this.endNanos = endNanos;
    this.clients = new CountDownLatch(clients);
  }

  /// Goes on until the time is over or the work is done, and every client has its last answer.
  ///
  /// @throws IllegalStateException an answer did not come in two minutes
  public static Result run(Http2 connections, int clients, long nanos, Work work)
      throws InterruptedException {
    long start = System.nanoTime();
    ClosedLoop loop = new ClosedLoop(connections, clients, start + nanos, work);
    for (int client = 0; client < clients; client++) {
      loop.next(client);
    }
    long most = nanos + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    if (!loop.clients.await(most, TimeUnit.NANOSECONDS)) {
      throw new IllegalStateException(loop.clients.getCount() + " clients wait for an answer");
    }
    Map<Integer, Long> failures = new TreeMap<>();
    loop.bad.forEach((status, times) -> failures.put(status, times.sum()));
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Result(loop.good.sum(), failures, seconds, loop.latencies);
  }

  private void next(int client) {
    Ask ask = System.nanoTime() < endNanos ? work.next(client) : null;
    if (ask == null) {
      clients.countDown();
    } else {
      connections.send(ask, new Turn(client));
    }
  }

  private final class Turn implements Receiver {

    private final int client;
    private final long start = System.nanoTime();
    private int status;

    Turn(int client) {
      this.client = client;
    }

    @Override
    public void began(int code, String type) {
      status = code;
    }

    @Override
    public void bytes(java.nio.ByteBuffer some) {}

    @Override
    public void ended(@Nullable Throwable failure) {
      if (failure != null) {
        note(0);
        clients.countDown(); // a connection that is gone would fail for ever
        return;
      }
      latencies.note(System.nanoTime() - start);
      note(status);
      next(client);
    }

    private void note(int code) {
      if (code / 100 == 2) {
        good.increment();
      } else {
        bad.computeIfAbsent(code, any -> new LongAdder()).increment();
      }
    }
  }
}
