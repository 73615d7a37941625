package dev.stopwater.telemetry;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.datapoints.GaugeDataPoint;

/// One FlowSchema at one level: what each request needs is looked up once. Threadsafe.
public final class FlowSeries {

  private final FlowFamilies all;
  private final String level;
  private final String schema;
  private final CounterDataPoint starts;
  private final GaugeDataPoint runningNow;
  private final GaugeDataPoint seatsNow;
  private final DistributionDataPoint ran;
  private final DistributionDataPoint width;

  FlowSeries(FlowFamilies all, String level, String schema) {
    this.all = all;
    this.level = level;
    this.schema = schema;
    starts = all.dispatched.labelValues(schema, level);
    runningNow = all.executing.labelValues(schema, level);
    seatsNow = all.seats.labelValues(schema, level);
    ran = all.runs.labelValues(schema, level, "regular");
    width = all.widths.labelValues(schema, level);
  }

  public void estimated(int seats) {
    width.observe(seats);
  }

  public void watchers(int count) {
    all.watchCounts.labelValues(schema, level).observe(count);
  }

  public void queued(int length) {
    all.lengths.labelValues(schema, level).observe(length);
  }

  public void waiting(int requests, int seats) {
    all.inQueue.labelValues(schema, level).inc(requests);
    all.seatsInQueue.labelValues(schema, level).inc(seats);
  }

  public void started(int seats) {
    starts.inc();
    runningNow.inc();
    seatsNow.inc(seats);
  }

  /// @param joined whether it was let in or had at least joined a queue
  public void waited(boolean joined, long nanos) {
    all.waits.labelValues(joined ? "true" : "false", schema, level).observe(nanos / 1e9);
  }

  public void rejected(String reason) {
    all.rejected.labelValues(schema, level, reason).inc();
  }

  public void notAccommodated() {
    all.notAccommodated.labelValues(schema, level).inc();
  }

  public void ended(long ranNanos, boolean watch) {
    runningNow.dec();
    (watch ? all.runs.labelValues(schema, level, "watch") : ran).observe(ranNanos / 1e9);
  }

  public void released(int seats) {
    seatsNow.dec(seats);
  }
}
