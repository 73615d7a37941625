package dev.stopwater.bench;

import com.sun.management.ThreadMXBean;
import dev.stopwater.flowcontrol.classify.Distinguisher;
import dev.stopwater.flowcontrol.classify.FlowHash;
import dev.stopwater.flowcontrol.classify.RequestDigest;
import dev.stopwater.flowcontrol.queue.Flow;
import dev.stopwater.flowcontrol.queue.LaterRelease;
import dev.stopwater.flowcontrol.queue.Level;
import dev.stopwater.flowcontrol.queue.QueueShape;
import dev.stopwater.flowcontrol.queue.Seat;
import dev.stopwater.flowcontrol.queue.Work;
import dev.stopwater.telemetry.FlowMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Queue;

/// What a turn costs: one request enters and one ends, with nobody waiting and with 10,000 waiting
/// in 128 queues. Best of ten rounds, metrics included.
///
/// `./mvnw -Pbench -Dfast -pl bench -am package -DskipTests -Drun=FlowBench`
public final class FlowBench {

  private static final int ROUNDS = 10;
  private static final int TURNS = 200_000;
  private static final int SEATS = 100;
  private static final String[] USERS = new String[500];

  private final Level level;
  private final Flow flow;
  private final Queue<Seat> seats = new ArrayDeque<>();
  private int next;

  private FlowBench() {
    FlowMetrics metrics = new FlowMetrics(new PrometheusRegistry(), System::nanoTime);
    level =
        new Level(
            "level", System::nanoTime, new LaterRelease(System::nanoTime), metrics.level("level"));
    level.reshape(new QueueShape(128, 6, 1000));
    level.limit(SEATS);
    flow =
        new Flow(
            "schema",
            "",
            "",
            level,
            10,
            Distinguisher.BY_USER,
            new FlowHash("schema"),
            metrics.flow("level", "schema"));
  }

  public static void main(String[] arguments) {
    for (int i = 0; i < USERS.length; i++) {
      USERS[i] = "user-" + i;
    }
    new FlowBench().measure("nobody waits", 0);
    new FlowBench().measure("10,000 wait", SEATS + 10_000);
  }

  private void measure(String what, int present) {
    for (int i = 0; i < present; i++) {
      enter();
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    double best = Double.MAX_VALUE;
    long bytes = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long allocated = threads.getCurrentThreadAllocatedBytes();
      long began = System.nanoTime();
      for (int i = 0; i < TURNS; i++) {
        turn();
      }
      best = Math.min(best, (System.nanoTime() - began) / (double) TURNS);
      bytes = (threads.getCurrentThreadAllocatedBytes() - allocated) / TURNS;
    }
    System.out.printf(Locale.ROOT, "%-14s %6.0f ns  %4d B  for each turn%n", what, best, bytes);
  }

  private void turn() {
    enter();
    Seat running = seats.remove();
    while (running.state() == Seat.State.WAITING) {
      seats.add(running);
      running = seats.remove();
    }
    running.release();
  }

  private void enter() {
    String user = USERS[next++ % USERS.length];
    seats.add(
        level.enter(
            flow,
            new RequestDigest(
                user, List.of(), true, "get", "/api/v1/pods", "", "v1", "pods", "", "default", ""),
            Work.ONE));
  }
}
