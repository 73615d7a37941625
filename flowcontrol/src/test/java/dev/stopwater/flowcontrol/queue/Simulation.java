package dev.stopwater.flowcontrol.queue;

import dev.stopwater.flowcontrol.classify.Distinguisher;
import dev.stopwater.flowcontrol.classify.FlowHash;
import dev.stopwater.flowcontrol.classify.RequestDigest;
import dev.stopwater.telemetry.FlowMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;

/// Levels under a clock that the test moves: no threads, the same for the same seed.
public final class Simulation {

  public static final long MS = 1_000_000;

  private record Event(long at, long order, Runnable action) {}

  final Random random;
  private final PrometheusRegistry registry = new PrometheusRegistry();
  final FlowMetrics metrics = new FlowMetrics(registry, this::now);
  final LaterRelease later = new LaterRelease(this::now);
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(
          java.util.Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
  private final Map<Seat, Runnable> waiting = new HashMap<>();
  private long now;
  private long order;
  Runnable check = () -> {};

  public Simulation(long seed) {
    random = new Random(seed);
  }

  public long now() {
    return now;
  }

  Level level(String name, QueueShape shape, int seats) {
    Level level = new Level(name, this::now, later, metrics.level(name));
    level.reshape(shape);
    level.limit(seats);
    return level;
  }

  Flow flow(Level level, String schema) {
    return new Flow(
        schema,
        "",
        "",
        level,
        100,
        Distinguisher.BY_USER,
        new FlowHash(schema),
        metrics.flow(level.name(), schema));
  }

  public static RequestDigest by(String user) {
    return new RequestDigest(
        user, List.of(), true, "get", "/api/v1/pods", "", "v1", "pods", "", "default", "");
  }

  public void after(long nanos, Runnable action) {
    events.add(new Event(now + nanos, order++, action));
  }

  /// Enters; `granted` runs when the seat is granted, by whatever event that was.
  Seat enter(Flow flow, String user, Work work, Runnable granted) {
    Seat seat = flow.level().enter(flow, by(user), work);
    waiting.put(seat, granted);
    return seat;
  }

  public void run(long until) {
    while (!events.isEmpty() && events.peek().at <= until) {
      Event next = events.poll();
      now = next.at;
      next.action.run();
      later.releaseDue();
      tell();
      check.run();
    }
    now = Math.max(now, until);
    later.releaseDue();
    tell();
  }

  private void tell() {
    List<Seat> decided = new ArrayList<>();
    waiting.keySet().stream()
        .filter(seat -> seat.state() != Seat.State.WAITING)
        .forEach(decided::add);
    decided.sort(java.util.Comparator.comparingLong(seat -> seat.arrivedNanos));
    for (Seat seat : decided) {
      Runnable granted = waiting.remove(seat);
      if (seat.granted() && granted != null) {
        granted.run();
      }
    }
  }

  int stillWaiting() {
    return waiting.size();
  }

  /// What a scrape shows of a gauge; NaN if it is not there.
  double gauge(String name, String... labels) {
    return registry.scrape(name::equals).stream()
        .flatMap(each -> each.getDataPoints().stream())
        .filter(each -> each.getLabels().equals(Labels.of(labels)))
        .mapToDouble(each -> ((GaugeSnapshot.GaugeDataPointSnapshot) each).getValue())
        .findFirst()
        .orElse(Double.NaN);
  }

  public FlowMetrics metrics() {
    return metrics;
  }

  long exponential(double mean) {
    return Math.max(1, Math.round(-mean * Math.log(1 - random.nextDouble())));
  }
}
