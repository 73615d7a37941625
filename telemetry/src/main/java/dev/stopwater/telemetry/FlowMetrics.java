package dev.stopwater.telemetry;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.datapoints.GaugeDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.function.LongSupplier;

/// What is counted of flow control, under kube-apiserver's names (`apiserver_flowcontrol_*`).
/// Labels are names of stored objects, and are dropped with them. Threadsafe.
public final class FlowMetrics {

  private static final String PREFIX = "apiserver_flowcontrol_";
  private static final String[] FLOW = {"flow_schema", "priority_level"};
  private static final double[] WAITS = {0, .005, .02, .05, .1, .2, .5, 1, 2, 5, 10, 15, 30};
  private static final double[] LENGTHS = {0, 10, 25, 50, 100, 250, 500, 1000};
  private static final double[] WIDTHS = {1, 2, 4, 8, 16, 32, 64, 100};
  private static final double[] WATCHERS = {0, 1, 10, 100, 1000, 10_000};

  private final Counter dispatched =
      counter("dispatched_requests", "Requests that were let in.", FLOW);
  private final Counter rejected =
      counter(
          "rejected_requests",
          "Requests that were refused.",
          "flow_schema",
          "priority_level",
          "reason");
  private final Counter notAccommodated =
      counter(
          "request_dispatch_no_accommodation",
          "How often the next was wider than what was free.",
          FLOW);
  private final Counter epochs =
      counter(
          "epoch_advance", "How often virtual time was wound back.", "priority_level", "success");
  private final Gauge inQueue = gauge("current_inqueue_requests", "Requests that wait.", FLOW);
  private final Gauge seatsInQueue =
      gauge("current_inqueue_seats", "Seats that are waited for.", FLOW);
  private final Gauge executing =
      gauge("current_executing_requests", "Requests that were let in and run.", FLOW);
  private final Gauge seats = gauge("current_executing_seats", "Seats that are taken.", FLOW);
  private final Histogram waits =
      histogram(
          "request_wait_duration_seconds",
          "How long requests waited.",
          WAITS,
          "execute",
          "flow_schema",
          "priority_level");
  private final Histogram runs =
      histogram(
          "request_execution_seconds",
          "How long requests held their seats.",
          WAITS,
          "flow_schema",
          "priority_level",
          "type");
  private final Histogram lengths =
      histogram(
          "request_queue_length_after_enqueue",
          "How long the queue was that a request joined.",
          LENGTHS,
          FLOW);
  private final Histogram widths =
      histogram("work_estimated_seats", "How many seats requests were given.", WIDTHS, FLOW);
  private final Histogram watchCounts =
      histogram(
          "watch_count_samples", "How many watches a write was of interest to.", WATCHERS, FLOW);
  private final Gauge nominal = perLevel("nominal_limit_seats", "Seats by shares.");
  private final Gauge lower = perLevel("lower_limit_seats", "The least seats after lending.");
  private final Gauge upper = perLevel("upper_limit_seats", "The most seats with borrowing.");
  private final Gauge current = perLevel("current_limit_seats", "Seats now.");
  private final Gauge average = perLevel("demand_seats_average", "Seats in demand, last period.");
  private final Gauge deviation =
      perLevel("demand_seats_stdev", "Standard deviation of seats in demand, last period.");
  private final Gauge peak =
      perLevel("demand_seats_high_watermark", "Most seats in demand, last period.");
  private final Gauge smoothed = perLevel("demand_seats_smoothed", "Seats in demand, smoothed.");
  private final Gauge target = perLevel("target_seats", "Seats that were aimed at.");
  private final Gauge currentR = perLevel("current_r", "Virtual time now, in seat-seconds.");
  private final Gauge dispatchR =
      perLevel("dispatch_r", "Virtual time of the last dispatch, in seat-seconds.");
  private final Gauge latestS =
      perLevel("latest_s", "Virtual start of the last dispatch, in seat-seconds.");
  private final Gauge fairFraction;
  private final Gauge overdue;
  private final TimingHistogram demandSeats;
  private final TimingHistogram requestUse;
  private final TimingHistogram seatUse;
  private final TimingHistogram kinds;

  /// @param nanos a clock that only goes on
  public FlowMetrics(PrometheusRegistry registry, LongSupplier nanos) {
    fairFraction =
        Gauge.builder()
            .name(PREFIX + "seat_fair_frac")
            .help("Part of its target that each level gets.")
            .register(registry);
    overdue =
        Gauge.builder()
            .name("stopwater_flowcontrol_overdue_seats")
            .help(
                "Seats held by handlers that still run although their answer is no longer theirs to give.")
            .labelNames("priority_level")
            .register(registry);
    for (Collector each :
        List.<Collector>of(
            dispatched,
            rejected,
            notAccommodated,
            epochs,
            inQueue,
            seatsInQueue,
            executing,
            seats,
            waits,
            runs,
            lengths,
            widths,
            watchCounts,
            nominal,
            lower,
            upper,
            current,
            average,
            deviation,
            peak,
            smoothed,
            target,
            currentR,
            dispatchR,
            latestS)) {
      registry.register(each);
    }
    demandSeats =
        new TimingHistogram(
            registry,
            nanos,
            PREFIX + "demand_seats",
            "Seats in demand, over the nominal limit, by nanoseconds.",
            new double[] {.2, .4, .6, .8, 1, 1.2, 1.4, 1.7, 2, 2.8, 4, 6},
            "priority_level");
    requestUse =
        new TimingHistogram(
            registry,
            nanos,
            PREFIX + "priority_level_request_utilization",
            "Requests over what the level takes, by nanoseconds.",
            new double[] {0, .001, .003, .01, .03, .1, .25, .5, .75, 1},
            "phase",
            "priority_level");
    seatUse =
        new TimingHistogram(
            registry,
            nanos,
            PREFIX + "priority_level_seat_utilization",
            "Seats taken over the level's seats, by nanoseconds.",
            new double[] {0, .1, .2, .3, .4, .5, .6, .7, .8, .9, .95, .99, 1},
            "phase",
            "priority_level");
    kinds =
        new TimingHistogram(
            registry,
            nanos,
            PREFIX + "read_vs_write_current_requests",
            "Requests over what the server takes, by nanoseconds.",
            new double[] {0, .001, .01, .1, .2, .3, .4, .5, .6, .7, .8, .9, .95, .99, 1},
            "phase",
            "request_kind");
  }

  private static Counter counter(String name, String help, String... labels) {
    return Counter.builder().name(PREFIX + name).help(help).labelNames(labels).build();
  }

  private static Gauge gauge(String name, String help, String... labels) {
    return Gauge.builder().name(PREFIX + name).help(help).labelNames(labels).build();
  }

  private static Gauge perLevel(String name, String help) {
    return gauge(name, help, "priority_level");
  }

  private static Histogram histogram(String name, String help, double[] bounds, String... labels) {
    return Histogram.builder()
        .name(PREFIX + name)
        .help(help)
        .classicOnly()
        .classicUpperBounds(bounds)
        .labelNames(labels)
        .build();
  }

  /// How even the shares of the last adjustment were.
  public void fairFraction(double fraction) {
    fairFraction.set(fraction);
  }

  /// Readers and writers, waiting or executing.
  public KindSeries kind(boolean mutating, int most) {
    return new KindSeries(mutating ? "mutating" : "readOnly", most);
  }

  public Series flow(String level, String schema) {
    return new Series(level, schema);
  }

  public LevelSeries level(String level) {
    return new LevelSeries(level);
  }

  /// Forgets a flow that no configuration names.
  public void removeFlow(String level, String schema) {
    for (Counter each : List.of(dispatched, notAccommodated)) {
      each.remove(schema, level);
    }
    for (Gauge each : List.of(inQueue, seatsInQueue, executing, seats)) {
      each.remove(schema, level);
    }
    for (Histogram each : List.of(lengths, widths, watchCounts)) {
      each.remove(schema, level);
    }
    for (String reason : List.of("queue-full", "concurrency-limit", "time-out", "cancelled")) {
      rejected.remove(schema, level, reason);
    }
    waits.remove("true", schema, level);
    waits.remove("false", schema, level);
    runs.remove(schema, level, "regular");
    runs.remove(schema, level, "watch");
  }

  /// Forgets a level that has gone.
  public void removeLevel(String level) {
    for (Gauge each :
        List.of(
            nominal, lower, upper, current, average, deviation, peak, smoothed, target, currentR,
            dispatchR, latestS, overdue)) {
      each.remove(level);
    }
    epochs.remove(level, "true");
    demandSeats.remove(level);
    seatUse.remove("executing", level);
    requestUse.remove("executing", level);
    requestUse.remove("waiting", level);
  }

  /// One FlowSchema at one level: its series, looked up once.
  public final class Series {

    private final String level;
    private final String schema;
    private final CounterDataPoint starts;
    private final GaugeDataPoint runningNow;
    private final GaugeDataPoint seatsNow;
    private final DistributionDataPoint waited;
    private final DistributionDataPoint ran;
    private final DistributionDataPoint width;

    Series(String level, String schema) {
      this.level = level;
      this.schema = schema;
      starts = dispatched.labelValues(schema, level);
      runningNow = executing.labelValues(schema, level);
      seatsNow = seats.labelValues(schema, level);
      waited = waits.labelValues("true", schema, level);
      ran = runs.labelValues(schema, level, "regular");
      width = widths.labelValues(schema, level);
    }

    public void estimated(int seats) {
      width.observe(seats);
    }

    public void watchers(int count) {
      watchCounts.labelValues(schema, level).observe(count);
    }

    public void queued(int length) {
      lengths.labelValues(schema, level).observe(length);
    }

    public void waiting(int requests, int seats) {
      inQueue.labelValues(schema, level).inc(requests);
      seatsInQueue.labelValues(schema, level).inc(seats);
    }

    public void started(int seats, long waitedNanos) {
      starts.inc();
      runningNow.inc();
      seatsNow.inc(seats);
      waited.observe(waitedNanos / 1e9);
    }

    public void rejected(String reason, long waitedNanos) {
      rejected.labelValues(schema, level, reason).inc();
      waits.labelValues("false", schema, level).observe(waitedNanos / 1e9);
    }

    public void notAccommodated() {
      notAccommodated.labelValues(schema, level).inc();
    }

    public void ended(long ranNanos, boolean watch) {
      runningNow.dec();
      (watch ? runs.labelValues(schema, level, "watch") : ran).observe(ranNanos / 1e9);
    }

    public void released(int seats) {
      seatsNow.dec(seats);
    }
  }

  /// One priority level: its series, looked up once.
  public final class LevelSeries {

    private final String level;
    private final TimingHistogram.Cell demand;
    private final TimingHistogram.Cell inUse;
    private final TimingHistogram.Cell runningNow;
    private final TimingHistogram.Cell waitingNow;
    private final GaugeDataPoint held;
    private final GaugeDataPoint r;
    private final GaugeDataPoint lastR;
    private final GaugeDataPoint lastS;

    LevelSeries(String level) {
      this.level = level;
      demand = demandSeats.cell(level);
      inUse = seatUse.cell("executing", level);
      runningNow = requestUse.cell("executing", level);
      waitingNow = requestUse.cell("waiting", level);
      held = overdue.labelValues(level);
      r = currentR.labelValues(level);
      lastR = dispatchR.labelValues(level);
      lastS = latestS.labelValues(level);
    }

    /// @param places in all queues
    public void limits(long now, int nominalSeats, int least, int most, int places) {
      nominal.labelValues(level).set(nominalSeats);
      lower.labelValues(level).set(least);
      upper.labelValues(level).set(most);
      demand.whole(now, nominalSeats);
      waitingNow.whole(now, places);
    }

    public void current(long now, int seats) {
      current.labelValues(level).set(seats);
      inUse.whole(now, seats);
      runningNow.whole(now, seats);
    }

    public void demand(double mean, double spread, int most, double smooth, double aim) {
      average.labelValues(level).set(mean);
      deviation.labelValues(level).set(spread);
      peak.labelValues(level).set(most);
      smoothed.labelValues(level).set(smooth);
      target.labelValues(level).set(aim);
    }

    public void load(long now, int waiting, int running, int seatsWaiting, int seatsInUse) {
      demand.set(now, seatsWaiting + (double) seatsInUse);
      inUse.set(now, seatsInUse);
      runningNow.set(now, running);
      waitingNow.set(now, waiting);
    }

    /// Virtual time, in hundred-millionths of a seat-second.
    public void progress(long now, long start) {
      r.set(now / 1e8);
      lastR.set(now / 1e8);
      lastS.set(start / 1e8);
    }

    public void epochAdvanced() {
      epochs.labelValues(level, "true").inc();
    }

    /// Seats more or fewer that overdue handlers hold.
    public void overdue(int seats) {
      held.inc(seats);
    }
  }

  /// Requests of one kind.
  public final class KindSeries {

    private final TimingHistogram.Cell waitingNow;
    private final TimingHistogram.Cell runningNow;

    KindSeries(String kind, int most) {
      waitingNow = kinds.cell("waiting", kind);
      runningNow = kinds.cell("executing", kind);
      waitingNow.whole(0, most);
      runningNow.whole(0, most);
    }

    public void waiting(long now, int requests) {
      waitingNow.set(now, requests);
    }

    public void executing(long now, int requests) {
      runningNow.set(now, requests);
    }
  }
}
