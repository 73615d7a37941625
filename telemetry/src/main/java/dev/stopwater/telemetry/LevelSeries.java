package dev.stopwater.telemetry;

import io.prometheus.metrics.core.datapoints.GaugeDataPoint;
import org.jspecify.annotations.Nullable;

/// One priority level: what each request needs is looked up once. What is told of dispatches and
/// virtual time is guarded by the level's lock; the rest is threadsafe.
public final class LevelSeries {

  private static final double SEAT_SECOND = 1e8;

  private final LevelFamilies all;
  private final String level;
  private final TimingHistogram.Cell demand;
  private final TimingHistogram.Cell inUse;
  private final TimingHistogram.Cell runningNow;
  private final TimingHistogram.Cell waitingNow;
  private final GaugeDataPoint held;
  private final GaugeDataPoint r;
  private @Nullable Dispatches dispatches; // none before there was one

  LevelSeries(LevelFamilies all, String level) {
    this.all = all;
    this.level = level;
    demand = all.demandSeats.cell(level);
    inUse = all.seatUse.cell("executing", level);
    runningNow = all.requestUse.cell("executing", level);
    waitingNow = all.requestUse.cell("waiting", level);
    held = all.overdue.labelValues(level);
    r = all.currentR.labelValues(level);
  }

  /// @param places in all queues
  public void limits(long now, int nominalSeats, int least, int most, int places) {
    all.nominal.labelValues(level).set(nominalSeats);
    all.lower.labelValues(level).set(least);
    all.upper.labelValues(level).set(most);
    demand.whole(now, nominalSeats);
    waitingNow.whole(now, places);
  }

  public void current(long now, int seats) {
    all.current.labelValues(level).set(seats);
    inUse.whole(now, seats);
    runningNow.whole(now, seats);
  }

  public void demand(double mean, double spread, int most, double smooth, double aim) {
    all.average.labelValues(level).set(mean);
    all.deviation.labelValues(level).set(spread);
    all.peak.labelValues(level).set(most);
    all.smoothed.labelValues(level).set(smooth);
    all.target.labelValues(level).set(aim);
  }

  public void load(long now, int waiting, int running, int seatsWaiting, int seatsInUse) {
    demand.set(now, seatsWaiting + (double) seatsInUse);
    inUse.set(now, seatsInUse);
    runningNow.set(now, running);
    waitingNow.set(now, waiting);
  }

  /// What virtual time it is, in hundred-millionths of a seat-second, as are all that follow.
  public void virtualTime(long now) {
    r.set(now / SEAT_SECOND);
  }

  /// A request left its queue and runs.
  ///
  /// @param start when its work begins, in virtual time
  public void dispatched(long now, long start) {
    Dispatches known = dispatches();
    known.r.set(now / SEAT_SECOND);
    known.s.set(start / SEAT_SECOND);
  }

  /// When the work of the oldest of each queue would begin, over all queues that have one.
  ///
  /// @param leastDiscounted the same, less what runs of the queue
  public void nextStarts(long least, long most, long leastDiscounted, long mostDiscounted) {
    Dispatches known = dispatches();
    known.least.set(least / SEAT_SECOND);
    known.most.set(most / SEAT_SECOND);
    known.leastDiscounted.set(leastDiscounted / SEAT_SECOND);
    known.mostDiscounted.set(mostDiscounted / SEAT_SECOND);
  }

  private Dispatches dispatches() {
    Dispatches known = dispatches;
    if (known == null) {
      known = new Dispatches(all, level);
      dispatches = known;
    }
    return known;
  }

  public void epochAdvanced() {
    all.epochs.labelValues(level, "true").inc();
  }

  /// Seats more or fewer that overdue handlers hold.
  public void overdue(int seats) {
    held.inc(seats);
  }

  private static final class Dispatches {

    final GaugeDataPoint r;
    final GaugeDataPoint s;
    final GaugeDataPoint least;
    final GaugeDataPoint most;
    final GaugeDataPoint leastDiscounted;
    final GaugeDataPoint mostDiscounted;

    Dispatches(LevelFamilies all, String level) {
      r = all.dispatchR.labelValues(level);
      s = all.latestS.labelValues(level);
      least = all.nextS.labelValues("min", level);
      most = all.nextS.labelValues("max", level);
      leastDiscounted = all.nextDiscountedS.labelValues("min", level);
      mostDiscounted = all.nextDiscountedS.labelValues("max", level);
    }
  }
}
