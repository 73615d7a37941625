package dev.stopwater.telemetry;

import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.LongSupplier;

/// What is counted of flow control, under kube-apiserver's names (`apiserver_flowcontrol_*`).
/// Labels are names of stored objects, and are dropped with them. Threadsafe.
public final class FlowMetrics {

  private static final double[] KINDS = {
    0, .001, .01, .1, .2, .3, .4, .5, .6, .7, .8, .9, .95, .99, 1
  };
  private static final String READ_ONLY = "readOnly";
  private static final String MUTATING = "mutating";

  private final FlowFamilies flows;
  private final LevelFamilies levels;
  private final Gauge fairFraction;
  private final KindSeries readers;
  private final KindSeries writers;

  /// @param nanos a clock that only goes on
  public FlowMetrics(PrometheusRegistry registry, LongSupplier nanos) {
    Registrar make = new Registrar(registry, "apiserver_flowcontrol_", nanos);
    flows = new FlowFamilies(make);
    levels = new LevelFamilies(make, registry);
    fairFraction = make.gauge("seat_fair_frac", "Part of its target that each level gets.");
    TimingHistogram kinds =
        make.timing(
            "read_vs_write_current_requests",
            "Requests over what the server takes, by nanoseconds.",
            KINDS,
            "phase",
            "request_kind");
    readers = new KindSeries(kinds, READ_ONLY);
    writers = new KindSeries(kinds, MUTATING);
    GaugeWithCallback.builder()
        .name("apiserver_current_inqueue_requests")
        .help("The most requests that waited at once, of late.")
        .labelNames("request_kind")
        .callback(tell -> {
          tell.call(readers.queuedOfLate(nanos.getAsLong()), READ_ONLY);
          tell.call(writers.queuedOfLate(nanos.getAsLong()), MUTATING);
        })
        .register(registry);
  }

  /// How even the shares of the last adjustment were.
  public void fairFraction(double fraction) {
    fairFraction.set(fraction);
  }

  /// What all levels take together.
  ///
  /// @param executing nominal seats of all levels
  /// @param waiting places in all queues
  public void whole(long now, int executing, int waiting) {
    readers.whole(now, executing, waiting);
    writers.whole(now, executing, waiting);
  }

  /// Readers or writers, waiting or executing.
  public KindSeries kind(boolean mutating) {
    return mutating ? writers : readers;
  }

  public FlowSeries flow(String level, String schema) {
    return new FlowSeries(flows, level, schema);
  }

  public LevelSeries level(String level) {
    return new LevelSeries(levels, level);
  }

  /// Forgets a flow that no configuration names.
  public void removeFlow(String level, String schema) {
    flows.remove(level, schema);
  }

  /// Forgets a level that has gone.
  public void removeLevel(String level) {
    levels.remove(level);
  }
}
