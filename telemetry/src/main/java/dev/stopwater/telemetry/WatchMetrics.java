package dev.stopwater.telemetry;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.LongSupplier;

/// What watches are sent, under kube-apiserver's names. Threadsafe.
public final class WatchMetrics {

  private static final double[] LIST_SECONDS = {
    0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1, 2, 4, 6, 8, 10, 15, 20, 30, 45, 60
  };
  private static final int SMALLEST = 1024;
  private static final int DOUBLINGS = 8;

  private final LongSupplier nanos;
  private final Counter events;
  private final Histogram sizes;
  private final Histogram lists;

  WatchMetrics(PrometheusRegistry registry, LongSupplier nanos) {
    this.nanos = nanos;
    events =
        Counter.builder()
            .withoutExemplars()
            .name("apiserver_watch_events_total")
            .help("Events that were sent to watches.")
            .labelNames("group", "resource", "version")
            .register(registry);
    sizes =
        Histogram.builder()
            .withoutExemplars()
            .name("apiserver_watch_events_sizes")
            .help("Bytes of the objects in events that were sent to watches.")
            .classicOnly()
            .classicExponentialUpperBounds(SMALLEST, 2, DOUBLINGS)
            .labelNames("group", "resource", "version")
            .register(registry);
    lists =
        Histogram.builder()
            .withoutExemplars()
            .name("apiserver_watch_list_duration_seconds")
            .help("What it takes to send what was there when a watch began, in seconds.")
            .classicOnly()
            .classicUpperBounds(LIST_SECONDS)
            .labelNames("group", "resource", "scope", "version")
            .register(registry);
  }

  /// The series of one watch.
  public Series of(String group, String version, String resource, String scope) {
    return new Series(
        events.labelValues(group, resource, version),
        sizes.labelValues(group, resource, version),
        lists.labelValues(group, resource, scope, version),
        nanos,
        nanos.getAsLong());
  }

  /// What one watch counts; its own thread only.
  public record Series(
      CounterDataPoint events,
      DistributionDataPoint sizes,
      DistributionDataPoint lists,
      LongSupplier nanos,
      long began) {

    public void sent(int bytes) {
      events.inc();
      sizes.observe(bytes);
    }

    /// All that was there when the watch began was sent.
    public void listed() {
      lists.observe((nanos.getAsLong() - began) / 1e9);
    }
  }
}
