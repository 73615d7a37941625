package dev.stopwater.telemetry;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.LongSupplier;

/// Makes families of metrics whose names begin alike.
///
/// @param nanos a clock that only goes on
record Registrar(PrometheusRegistry registry, String prefix, LongSupplier nanos) {

  Counter counter(String name, String help, String... labels) {
    return Counter.builder()
        .withoutExemplars()
        .name(prefix + name)
        .help(help)
        .labelNames(labels)
        .register(registry);
  }

  Gauge gauge(String name, String help, String... labels) {
    return Gauge.builder()
        .withoutExemplars()
        .name(prefix + name)
        .help(help)
        .labelNames(labels)
        .register(registry);
  }

  Histogram histogram(String name, String help, double[] bounds, String... labels) {
    return Histogram.builder()
        .withoutExemplars()
        .name(prefix + name)
        .help(help)
        .classicOnly()
        .classicUpperBounds(bounds)
        .labelNames(labels)
        .register(registry);
  }

  TimingHistogram timing(String name, String help, double[] bounds, String... labels) {
    return new TimingHistogram(registry, nanos, prefix + name, help, bounds, labels);
  }
}
