package dev.stopwater.telemetry;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import java.util.List;

/// What is counted of each FlowSchema at each level.
final class FlowFamilies {

  private static final String[] FLOW = {"flow_schema", "priority_level"};
  private static final double[] WAITS = {0, .005, .02, .05, .1, .2, .5, 1, 2, 5, 10, 15, 30};
  private static final double[] LENGTHS = {0, 10, 25, 50, 100, 250, 500, 1000};
  private static final double[] WIDTHS = {1, 2, 4, 8, 16, 32, 64, 100};
  private static final double[] WATCHERS = {0, 1, 10, 100, 1000, 10_000};
  private static final List<String> REASONS =
      List.of("queue-full", "concurrency-limit", "time-out", "cancelled");

  final Counter dispatched;
  final Counter rejected;
  final Counter notAccommodated;
  final Gauge inQueue;
  final Gauge seatsInQueue;
  final Gauge executing;
  final Gauge seats;
  final Histogram waits;
  final Histogram runs;
  final Histogram lengths;
  final Histogram widths;
  final Histogram watchCounts;

  FlowFamilies(Registrar make) {
    dispatched = make.counter("dispatched_requests", "Requests that were let in.", FLOW);
    rejected =
        make.counter(
            "rejected_requests",
            "Requests that were refused.",
            "flow_schema",
            "priority_level",
            "reason");
    notAccommodated =
        make.counter(
            "request_dispatch_no_accommodation",
            "How often the next was wider than what was free.",
            FLOW);
    inQueue = make.gauge("current_inqueue_requests", "Requests that wait.", FLOW);
    seatsInQueue = make.gauge("current_inqueue_seats", "Seats that are waited for.", FLOW);
    executing =
        make.gauge("current_executing_requests", "Requests that were let in and run.", FLOW);
    seats = make.gauge("current_executing_seats", "Seats that are taken.", FLOW);
    waits =
        make.histogram(
            "request_wait_duration_seconds",
            "How long requests waited; execute is false for those that never joined a queue.",
            WAITS,
            "execute",
            "flow_schema",
            "priority_level");
    runs =
        make.histogram(
            "request_execution_seconds",
            "How long requests held their seats.",
            WAITS,
            "flow_schema",
            "priority_level",
            "type");
    lengths =
        make.histogram(
            "request_queue_length_after_enqueue",
            "How long the queue was that a request joined.",
            LENGTHS,
            FLOW);
    widths =
        make.histogram("work_estimated_seats", "How many seats requests were given.", WIDTHS, FLOW);
    watchCounts =
        make.histogram(
            "watch_count_samples", "How many watches a write was of interest to.", WATCHERS, FLOW);
  }

  /// Forgets a flow that no configuration names.
  void remove(String level, String schema) {
    for (Counter each : List.of(dispatched, notAccommodated)) {
      each.remove(schema, level);
    }
    for (Gauge each : List.of(inQueue, seatsInQueue, executing, seats)) {
      each.remove(schema, level);
    }
    for (Histogram each : List.of(lengths, widths, watchCounts)) {
      each.remove(schema, level);
    }
    for (String reason : REASONS) {
      rejected.remove(schema, level, reason);
    }
    waits.remove("true", schema, level);
    waits.remove("false", schema, level);
    runs.remove(schema, level, "regular");
    runs.remove(schema, level, "watch");
  }
}
