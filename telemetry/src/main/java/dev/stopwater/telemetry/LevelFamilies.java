package dev.stopwater.telemetry;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;

/// What is told of each priority level.
final class LevelFamilies {

  private static final double[] DEMANDS = {.2, .4, .6, .8, 1, 1.2, 1.4, 1.7, 2, 2.8, 4, 6};
  private static final double[] REQUESTS = {0, .001, .003, .01, .03, .1, .25, .5, .75, 1};
  private static final double[] SEATS = {0, .1, .2, .3, .4, .5, .6, .7, .8, .9, .95, .99, 1};

  final Counter epochs;
  final Gauge nominal;
  final Gauge lower;
  final Gauge upper;
  final Gauge current;
  final Gauge average;
  final Gauge deviation;
  final Gauge peak;
  final Gauge smoothed;
  final Gauge target;
  final Gauge currentR;
  final Gauge dispatchR;
  final Gauge latestS;
  final Gauge nextS;
  final Gauge nextDiscountedS;
  final Gauge overdue;
  final TimingHistogram demandSeats;
  final TimingHistogram requestUse;
  final TimingHistogram seatUse;
  private final Registrar make;

  LevelFamilies(Registrar make, PrometheusRegistry registry) {
    this.make = make;
    epochs =
        make.counter(
            "epoch_advance", "How often virtual time was wound back.", "priority_level", "success");
    nominal = gauge("nominal_limit_seats", "Seats by shares.");
    lower = gauge("lower_limit_seats", "The least seats after lending.");
    upper = gauge("upper_limit_seats", "The most seats with borrowing.");
    current = gauge("current_limit_seats", "Seats now.");
    average = gauge("demand_seats_average", "Seats in demand, last period.");
    deviation = gauge("demand_seats_stdev", "Standard deviation of seats in demand, last period.");
    peak = gauge("demand_seats_high_watermark", "Most seats in demand, last period.");
    smoothed = gauge("demand_seats_smoothed", "Seats in demand, smoothed.");
    target = gauge("target_seats", "Seats that were aimed at.");
    currentR = gauge("current_r", "Virtual time at the last change, in seat-seconds.");
    dispatchR = gauge("dispatch_r", "Virtual time of the last dispatch, in seat-seconds.");
    latestS = gauge("latest_s", "Virtual start of what was dispatched last, in seat-seconds.");
    nextS = bounds("next_s_bounds", "Earliest and latest virtual start of what waits.");
    nextDiscountedS =
        bounds(
            "next_discounted_s_bounds",
            "The same, less what the queue's running requests are expected to take.");
    overdue =
        Gauge.builder()
            .withoutExemplars()
            .name("stopwater_flowcontrol_overdue_seats")
            .help(
                "Seats held by handlers that still run although their answer is no longer theirs to give.")
            .labelNames("priority_level")
            .register(registry);
    demandSeats =
        make.timing(
            "demand_seats",
            "Seats in demand, over the nominal limit, by nanoseconds.",
            DEMANDS,
            "priority_level");
    requestUse =
        make.timing(
            "priority_level_request_utilization",
            "Requests over what the level takes, by nanoseconds.",
            REQUESTS,
            "phase",
            "priority_level");
    seatUse =
        make.timing(
            "priority_level_seat_utilization",
            "Seats taken over the level's seats, by nanoseconds.",
            SEATS,
            "phase",
            "priority_level");
  }

  private Gauge gauge(String name, String help) {
    return make.gauge(name, help, "priority_level");
  }

  private Gauge bounds(String name, String help) {
    return make.gauge(name, help, "bound", "priority_level");
  }

  /// Forgets a level that has gone.
  void remove(String level) {
    for (Gauge each :
        List.of(
            nominal, lower, upper, current, average, deviation, peak, smoothed, target, currentR,
            dispatchR, latestS, overdue)) {
      each.remove(level);
    }
    for (Gauge each : List.of(nextS, nextDiscountedS)) {
      each.remove("min", level);
      each.remove("max", level);
    }
    epochs.remove(level, "true");
    demandSeats.remove(level);
    seatUse.remove("executing", level);
    requestUse.remove("executing", level);
    requestUse.remove("waiting", level);
  }
}
