package dev.stopwater.flowcontrol;

import dev.stopwater.flowcontrol.queue.Demand;
import dev.stopwater.flowcontrol.queue.Level;
import dev.stopwater.flowcontrol.queue.QueueShape;
import dev.stopwater.telemetry.LevelSeries;

/// A priority level with what is known of it beside its queues. Guarded by the lock of
/// [FlowControl].
final class LevelState {

  /// Half of a demand is forgotten in about five minutes.
  private static final double SMOOTHING = 0.977;

  final Level level;
  private final LevelSeries series;
  private LevelSpec spec;
  private LevelSpec.Bounds bounds = new LevelSpec.Bounds(0, 0, 0);
  private int current = -1;
  private boolean wanted = true;
  private Demand.Period period = new Demand.Period(0, 0, 0);
  private double smoothed;

  LevelState(Level level, LevelSpec spec, LevelSeries series) {
    this.level = level;
    this.spec = spec;
    this.series = series;
  }

  LevelSpec spec() {
    return spec;
  }

  LevelSpec.Bounds bounds() {
    return bounds;
  }

  /// Whether a configuration names it; else it drains.
  boolean wanted() {
    return wanted;
  }

  void unwanted() {
    wanted = false;
    level.quiesce(true);
  }

  void configure(LevelSpec given) {
    boolean changed = current < 0 || !given.shape().equals(spec.shape());
    spec = given;
    wanted = true;
    level.quiesce(false);
    if (changed) {
      level.reshape(given.shape());
    }
  }

  /// New bounds; the seats that the level has stay as they are if the bounds let them.
  void bound(long now, LevelSpec.Bounds given) {
    boolean first = current < 0;
    boolean other = !given.equals(bounds);
    bounds = given;
    series.limits(now, given.nominal(), given.least(), given.most(), places());
    if (first || other) {
      seats(now, first ? given.first() : Math.clamp(current, given.least(), given.most()));
    }
  }

  /// In all its queues.
  int places() {
    QueueShape shape = spec.shape();
    return shape.queueing() ? shape.queues() * shape.lengthLimit() : 0;
  }

  void seats(long now, int seats) {
    if (seats != current) {
      current = seats;
      level.limit(seats);
      series.current(now, seats);
    }
  }

  void closePeriod() {
    period = level.closePeriod();
    double envelope = period.average() + period.deviation();
    smoothed = Math.max(envelope, SMOOTHING * smoothed + (1 - SMOOTHING) * envelope);
  }

  int peak() {
    return period.peak();
  }

  /// The least that it should be given now: what it used, if that is its own.
  int leastNow() {
    return Math.max(bounds.least(), Math.min(bounds.nominal(), period.peak()));
  }

  Allotment.Wish wish() {
    int least = leastNow();
    double target = spec.shape().exempt() ? least : Math.max(least, smoothed);
    return new Allotment.Wish(least, Math.max(least, bounds.most()), target);
  }

  void report() {
    series.demand(period.average(), period.deviation(), period.peak(), smoothed, wish().target());
  }
}
