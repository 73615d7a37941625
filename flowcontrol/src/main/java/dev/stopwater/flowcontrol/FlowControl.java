package dev.stopwater.flowcontrol;

import dev.stopwater.flowcontrol.classify.FlowHash;
import dev.stopwater.flowcontrol.classify.FlowSchema;
import dev.stopwater.flowcontrol.classify.RequestDigest;
import dev.stopwater.flowcontrol.queue.Flow;
import dev.stopwater.flowcontrol.queue.LaterRelease;
import dev.stopwater.flowcontrol.queue.Level;
import dev.stopwater.flowcontrol.queue.LevelView;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.telemetry.FlowMetrics;
import dev.stopwater.telemetry.LevelSeries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// Whose turn it is: API priority and fairness (KEP-1040).
///
/// A request is classified, enters its level with [Level#enter], waits with
/// [dev.stopwater.flowcontrol.queue.Seat#await] and gives its seat back with
/// [dev.stopwater.flowcontrol.queue.Seat#release]. Any thread; classification takes no lock and
/// allocates nothing. Has no threads: someone calls [#adjust()] every ten seconds, and
/// [LaterRelease#releaseNext()] in a loop.
public final class FlowControl {

  private final int serverSeats;
  private final LongSupplier nanos;
  private final FlowMetrics metrics;
  private final LaterRelease later;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, LevelState> levels = new HashMap<>(); // guarded by lock
  private volatile Compiled compiled = new Compiled(new FlowSchema[0], new Flow[0]);

  @SuppressWarnings("ArrayRecordComponent") // never leaves this class
  private record Compiled(FlowSchema[] schemas, Flow[] flows) {}

  /// @param serverSeats to share among the levels
  /// @param nanos a clock that only goes on
  public FlowControl(int serverSeats, LongSupplier nanos, FlowMetrics metrics) {
    this.serverSeats = serverSeats;
    this.nanos = nanos;
    this.metrics = metrics;
    this.later = new LaterRelease(nanos);
  }

  /// The seats that are given back some time after their requests.
  public LaterRelease later() {
    return later;
  }

  public long now() {
    return nanos.getAsLong();
  }

  // Configuration

  /// Takes another configuration, while requests are served. Levels that are not named any more
  /// drain, and go when they are idle. A schema whose level is not there takes no requests.
  ///
  /// @param schemas FlowSchemas; the last in order takes what no other does
  /// @param configurations PriorityLevelConfigurations
  public void configure(List<MapValue> schemas, List<MapValue> configurations) {
    lock.lock();
    try {
      Map<String, LevelSpec> specs = new HashMap<>();
      for (MapValue each : configurations) {
        LevelSpec spec = LevelSpec.of(each);
        specs.put(spec.name(), spec);
      }
      levels.values().stream()
          .filter(each -> !specs.containsKey(each.spec().name()))
          .forEach(LevelState::unwanted);
      specs.values().forEach(this::configure);
      dropIdle();
      shareOut();
      compile(schemas.stream().map(FlowSchema::of).sorted(FlowSchema.ORDER).toList());
    } finally {
      lock.unlock();
    }
  }

  private void configure(LevelSpec spec) {
    levels.computeIfAbsent(spec.name(), name -> state(spec)).configure(spec);
  }

  private LevelState state(LevelSpec spec) {
    LevelSeries series = metrics.level(spec.name());
    return new LevelState(new Level(spec.name(), nanos, later, series), spec, series);
  }

  private void dropIdle() {
    List<LevelState> gone =
        levels.values().stream().filter(each -> !each.wanted() && each.level.idle()).toList();
    for (LevelState each : gone) {
      levels.remove(each.spec().name());
      metrics.removeLevel(each.spec().name());
    }
  }

  private void shareOut() {
    long shares = levels.values().stream().mapToLong(each -> each.spec().shares()).sum();
    long now = nanos.getAsLong();
    for (LevelState each : levels.values()) {
      each.bound(now, each.spec().bounds(serverSeats, shares));
    }
    metrics.whole(
        now,
        levels.values().stream().mapToInt(each -> each.bounds().nominal()).sum(),
        levels.values().stream().mapToInt(LevelState::places).sum());
  }

  private void compile(List<FlowSchema> sorted) {
    List<FlowSchema> served = new ArrayList<>();
    List<Flow> flows = new ArrayList<>();
    for (FlowSchema schema : sorted) {
      LevelState state = levels.get(schema.level());
      if (state != null && state.wanted()) {
        served.add(schema);
        flows.add(flow(schema, state));
      }
    }
    Compiled before = compiled;
    compiled = new Compiled(served.toArray(FlowSchema[]::new), flows.toArray(Flow[]::new));
    for (Flow old : before.flows) {
      if (flows.stream().noneMatch(each -> sameSeries(each, old))) {
        metrics.removeFlow(old.level().name(), old.schema());
      }
    }
  }

  private static boolean sameSeries(Flow one, Flow other) {
    return one.schema().equals(other.schema()) && one.level().name().equals(other.level().name());
  }

  private Flow flow(FlowSchema schema, LevelState state) {
    return new Flow(
        schema.name(),
        schema.uid(),
        state.spec().uid(),
        state.level,
        state.spec().widest(state.bounds().nominal()),
        schema.distinguisher(),
        new FlowHash(schema.name()),
        metrics.flow(state.spec().name(), schema.name()));
  }

  // Requests

  /// The first schema in order that takes the request.
  ///
  /// @throws IllegalStateException nothing is configured
  public Flow classify(RequestDigest request) {
    Compiled now = compiled;
    FlowSchema[] schemas = now.schemas;
    for (int i = 0; i < schemas.length; i++) {
      if (schemas[i].matches(request)) {
        return now.flows[i];
      }
    }
    if (schemas.length == 0) {
      throw new IllegalStateException("flow control is not configured");
    }
    return now.flows[schemas.length - 1];
  }

  // Borrowing

  /// Shares the seats anew, by what was in demand since the last time.
  public void adjust() {
    lock.lock();
    try {
      dropIdle();
      levels.values().forEach(LevelState::closePeriod);
      adjust(levels.values().stream().filter(each -> !each.spec().shape().exempt()).toList());
      levels.values().forEach(LevelState::report);
    } finally {
      lock.unlock();
    }
  }

  private void adjust(List<LevelState> limited) {
    long now = nanos.getAsLong();
    int left = serverSeats;
    for (LevelState each : levels.values()) {
      if (each.spec().shape().exempt()) {
        each.seats(now, each.peak());
        left -= each.peak();
      }
    }
    double least = limited.stream().mapToInt(each -> each.bounds().least()).sum();
    double leastNow = limited.stream().mapToInt(LevelState::leastNow).sum();
    if (left <= least) {
      scale(now, limited, Math.max(0, left / Math.max(1, least)), 0);
    } else if (left <= leastNow) {
      scale(now, limited, 1, (left - least) / (leastNow - least));
    } else {
      share(now, limited, left);
    }
  }

  /// Each gets so much of its least, and so much of what it should be given beyond that.
  private void scale(long now, List<LevelState> limited, double own, double beyond) {
    metrics.fairFraction(0);
    for (LevelState each : limited) {
      int least = each.bounds().least();
      each.seats(now, (int) Math.round(own * least + beyond * (each.leastNow() - least)));
    }
  }

  private void share(long now, List<LevelState> limited, int seats) {
    Allotment.Wish[] wishes = limited.stream().map(LevelState::wish).toArray(Allotment.Wish[]::new);
    Allotment allotment = Allotment.of(seats, wishes);
    metrics.fairFraction(allotment.fraction());
    for (int i = 0; i < wishes.length; i++) {
      limited.get(i).seats(now, (int) Math.round(allotment.seats()[i]));
    }
  }

  /// All levels as they are now, by name.
  public List<LevelView> levels() {
    lock.lock();
    try {
      return levels.values().stream()
          .map(each -> each.level.view())
          .sorted(Comparator.comparing(LevelView::name))
          .toList();
    } finally {
      lock.unlock();
    }
  }
}
