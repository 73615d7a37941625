package dev.stopwater.lab.night;

import dev.stopwater.lab.client.ApiClient;
import dev.stopwater.lab.client.Target;
import dev.stopwater.lifecycle.Threads;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/// Other clients of the same server, on a link of their own: one reads a pod ten times a second,
/// one changes an annotation of a pod five times a second. What they feel is what the platform does
/// to others.
final class Neighbours implements Closeable {

  private static final Duration READS = Duration.ofMillis(100);
  private static final Duration WRITES = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final ApiClient client;
  private final Threads threads = new Threads(Threads.Sleep.SYSTEM, (thread, failure) -> {}, GRACE);
  private final Random random;
  private final int pods;
  private final Latencies reads = new Latencies();
  private final Latencies writes = new Latencies();
  private final AtomicInteger turn = new AtomicInteger();

  Neighbours(Target target, int pods, long seed) {
    this.client = new ApiClient(target, "neighbour", PATIENCE);
    this.pods = pods;
    this.random = new Random(seed);
  }

  void begin() {
    threads.every("neighbour-reads", READS, () -> timed(reads, "GET", ""));
    threads.every("neighbour-writes", WRITES, () -> timed(writes, "PATCH", patch()));
  }

  private String patch() {
    return "{\"metadata\":{\"annotations\":{\"example.com/turn\":\"%d\"}}}"
        .formatted(turn.incrementAndGet());
  }

  private void timed(Latencies latencies, String method, String body) throws InterruptedException {
    String path = Pods.path(number());
    long begun = System.nanoTime();
    try {
      int status = client.send(method, path, "application/merge-patch+json", body).statusCode();
      latencies.add(System.nanoTime() - begun, status == 200);
    } catch (IOException failed) {
      latencies.add(System.nanoTime() - begun, false);
    }
  }

  private synchronized int number() {
    return random.nextInt(pods);
  }

  Latencies reads() {
    return reads;
  }

  Latencies writes() {
    return writes;
  }

  /// Ends them; again does nothing.
  void stop() {
    threads.close();
    client.close();
  }

  @Override
  public void close() {
    stop();
  }
}
