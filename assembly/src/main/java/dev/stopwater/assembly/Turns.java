package dev.stopwater.assembly;

import dev.stopwater.flowcontrol.FlowControl;
import dev.stopwater.lifecycle.Threads;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.ResourceStore;
import dev.stopwater.server.Crowd;
import dev.stopwater.server.FlowDumps;
import dev.stopwater.server.PriorityAndFairness;
import dev.stopwater.server.Widths;
import dev.stopwater.server.request.Filter;
import dev.stopwater.server.stream.OpenWatches;
import dev.stopwater.telemetry.FlowMetrics;
import dev.stopwater.telemetry.RequestMetrics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// Flow control with all that it needs in a server: its objects, its place in the road, its loops.
final class Turns {

  private static final Duration LOOK = Duration.ofMillis(250);

  private final FlowMetrics metrics;
  private final FlowControl flows;
  private final FlowController controller;
  private final InstantSource clock;

  Turns(
      ServerConfig.Limits limits,
      RequestMetrics metrics,
      InstantSource clock,
      ResourceStore schemas,
      ResourceStore levels,
      List<MapValue> shippedSchemas,
      List<MapValue> shippedLevels) {
    this.metrics = metrics.flows(System::nanoTime);
    this.clock = clock;
    this.flows =
        new FlowControl(
            limits.inFlight() + limits.mutatingInFlight(), System::nanoTime, this.metrics);
    this.controller =
        new FlowController(flows, schemas, levels, shippedSchemas, shippedLevels, clock);
  }

  /// The objects are stored: reads them, before the first request.
  void begin() throws InterruptedException {
    controller.turn();
  }

  void run(Threads threads) {
    threads.every("flow-control", LOOK, controller::turn);
    threads.loop("flow-control-releases", flows.later()::releaseNext);
  }

  Filter filter(OpenWatches watches, Widths.Stores stores) {
    return new PriorityAndFairness(
        flows,
        new Widths(stores, watches, System::nanoTime),
        new Crowd(metrics.kind(false), System::nanoTime),
        new Crowd(metrics.kind(true), System::nanoTime));
  }

  Filter.Next dumps(Filter.Next others) {
    return new FlowDumps(flows, clock, others);
  }
}
