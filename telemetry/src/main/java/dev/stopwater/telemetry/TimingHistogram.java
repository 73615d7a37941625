package dev.stopwater.telemetry;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// For how long a quantity was how large: a histogram that counts nanoseconds, as kube-apiserver's
/// timing histograms do. Threadsafe.
final class TimingHistogram implements Collector {

  private final MetricMetadata metadata;
  private final String[] labels;
  private final double[] bounds;
  private final LongSupplier nanos;
  private final Map<List<String>, Cell> cells = new ConcurrentHashMap<>();

  /// @param bounds upper ones, without infinity
  TimingHistogram(
      PrometheusRegistry registry,
      LongSupplier nanos,
      String name,
      String help,
      double[] bounds,
      String... labels) {
    this.metadata = new MetricMetadata(name, help);
    this.labels = labels.clone();
    this.bounds = Arrays.copyOf(bounds, bounds.length + 1);
    this.bounds[bounds.length] = Double.POSITIVE_INFINITY;
    this.nanos = nanos;
    registry.register(this);
  }

  Cell cell(String... values) {
    return cells.computeIfAbsent(
        List.of(values), key -> new Cell(bounds, Labels.of(labels, values), nanos.getAsLong()));
  }

  void remove(String... values) {
    cells.remove(List.of(values));
  }

  @Override
  public MetricSnapshot collect() {
    long now = nanos.getAsLong();
    List<HistogramDataPointSnapshot> points = new ArrayList<>();
    cells.values().forEach(cell -> points.add(cell.snapshot(now)));
    return new HistogramSnapshot(metadata, points);
  }

  /// One quantity, as a ratio of what it may be at most.
  static final class Cell {

    private final double[] bounds;
    private final Labels labels;
    private final long[] spent;
    private double sum;
    private long since;
    private double amount;
    private double whole = 1;

    Cell(double[] bounds, Labels labels, long now) {
      this.bounds = bounds;
      this.labels = labels;
      this.spent = new long[bounds.length];
      this.since = now;
    }

    synchronized void set(long now, double value) {
      if (value != amount) {
        advance(now);
        amount = value;
      }
    }

    synchronized void whole(long now, double most) {
      advance(now);
      whole = Math.max(1, most);
    }

    private void advance(long now) {
      long passed = now - since;
      if (passed <= 0) {
        return;
      }
      since = now;
      double ratio = amount / whole;
      int bucket = 0;
      while (ratio > bounds[bucket]) {
        bucket++;
      }
      spent[bucket] += passed;
      sum += ratio * passed;
    }

    synchronized HistogramDataPointSnapshot snapshot(long now) {
      advance(now);
      return HistogramDataPointSnapshot.builder()
          .labels(labels)
          .classicHistogramBuckets(
              ClassicHistogramBuckets.of(bounds, Arrays.copyOf(spent, spent.length)))
          .sum(sum)
          .build();
    }
  }
}
