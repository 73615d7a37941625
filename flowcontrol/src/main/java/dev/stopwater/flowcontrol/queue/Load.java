package dev.stopwater.flowcontrol.queue;

import dev.stopwater.telemetry.LevelSeries;

/// How much waits and runs at a level, and what became of those who came: counted here, and told to
/// the metrics. Guarded by the level's lock.
final class Load {

  private final LevelSeries series;
  private final Demand demand;
  private int waiting;
  private int running;
  private int seatsWaiting;
  private int seatsInUse;
  private long dispatched;
  private long rejected;
  private long timedOut;
  private long cancelled;

  Load(LevelSeries series, long now) {
    this.series = series;
    this.demand = new Demand(now);
  }

  int waiting() {
    return waiting;
  }

  int running() {
    return running;
  }

  int seatsInUse() {
    return seatsInUse;
  }

  int seatsWanted() {
    return seatsInUse + seatsWaiting;
  }

  boolean idle() {
    return seatsInUse == 0 && waiting == 0;
  }

  Demand.Period closePeriod(long now) {
    return demand.close(now);
  }

  /// One more waits.
  void queued(Seat seat, long now) {
    countWaiting(seat, 1, now);
  }

  /// One waits no longer.
  void unqueued(Seat seat, long now) {
    countWaiting(seat, -1, now);
  }

  private void countWaiting(Seat seat, int sign, long now) {
    int seats = sign * seat.work().seats();
    waiting += sign;
    seatsWaiting += seats;
    seat.flow().series().waiting(sign, seats);
    note(now);
  }

  /// One begins.
  void started(Seat seat, boolean mayWait, long now) {
    dispatched++;
    running++;
    seatsInUse += seat.work().seats();
    seat.flow().series().started(seat.work().seats());
    if (mayWait) {
      seat.flow().series().waited(true, now - seat.arrivedNanos);
    }
    note(now);
  }

  /// One was refused; that it waited is told apart as upstream tells it.
  void refused(Seat seat, Refusal why, long now) {
    rejected++;
    timedOut += why == Refusal.TIME_OUT ? 1 : 0;
    cancelled += why == Refusal.CANCELLED ? 1 : 0;
    seat.flow().series().rejected(why.reason());
    seat.flow().series().waited(why.waited(), now - seat.arrivedNanos);
  }

  /// A handler has ended; its seats may be kept for a while.
  void ended(Seat seat, long now) {
    running--;
    boolean watch = seat.request().verb().equals("watch");
    seat.flow().series().ended(now - seat.startedNanos, watch);
    note(now);
  }

  void released(Seat seat, long now) {
    seatsInUse -= seat.work().seats();
    seat.flow().series().released(seat.work().seats());
    note(now);
  }

  private void note(long now) {
    demand.set(now, seatsWanted());
    series.load(now, waiting, running, seatsWaiting, seatsInUse);
  }

  LevelView.Counts counts(int activeQueues, boolean quiescing, int limit) {
    return new LevelView.Counts(
        activeQueues,
        idle(),
        quiescing,
        waiting,
        running,
        dispatched,
        rejected,
        timedOut,
        cancelled,
        seatsInUse,
        limit);
  }
}
