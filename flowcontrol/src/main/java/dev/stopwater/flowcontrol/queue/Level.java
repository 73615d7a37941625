package dev.stopwater.flowcontrol.queue;

import dev.stopwater.flowcontrol.classify.RequestDigest;
import dev.stopwater.telemetry.LevelSeries;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// One priority level: its seats, and the queues before them (KEP-1040, fair queuing for server
/// requests).
///
/// Requests that find seats run at once; [WaitQueues] says who is next of those that wait. If the
/// next is wider than what is free, the others wait for it; one that is wider than the whole level
/// runs when nothing else does.
///
/// Any thread. What is guarded by the lock is held for some steps; waiters are woken under it.
public final class Level {

  /// What a request is expected to run, until it has.
  static final long EXPECTED_NANOS = 3_000_000;

  private static final int SPINS = 100;

  private final String name;
  private final LongSupplier nanos;
  private final LaterRelease later;
  private final LevelSeries series;
  private final ReentrantLock lock = new ReentrantLock();

  private final WaitQueues queues;
  private final SeatList running = new SeatList();
  private final VirtualClock clock;
  private final Load load;
  private final DroppedRequests dropped = new DroppedRequests();
  private volatile QueueShape shape = QueueShape.REJECT; // written under the lock
  private int limit;
  private boolean quiescing;

  public Level(String name, LongSupplier nanos, LaterRelease later, LevelSeries series) {
    this(name, nanos, later, series, 0);
  }

  /// @param r where the virtual time begins: for tests of its end
  Level(String name, LongSupplier nanos, LaterRelease later, LevelSeries series, long r) {
    this.name = name;
    this.nanos = nanos;
    this.later = later;
    this.series = series;
    this.clock = new VirtualClock(nanos.getAsLong(), r);
    this.queues = new WaitQueues(series);
    this.load = new Load(series, nanos.getAsLong());
  }

  public String name() {
    return name;
  }

  long now() {
    return nanos.getAsLong();
  }

  /// The lock is held for a microsecond or less, so that parking costs more than a short wait.
  private void acquire() {
    for (int i = 0; i < SPINS; i++) {
      if (lock.tryLock()) {
        return;
      }
      Thread.onSpinWait();
    }
    lock.lock();
  }

  // Configuration

  /// Gives the level another shape; who waits stays where he is. Queues beyond the new number
  /// drain.
  public void reshape(QueueShape wanted) {
    acquire();
    try {
      advance();
      shape = wanted;
      queues.reshape(wanted);
      letIn();
    } finally {
      lock.unlock();
    }
  }

  /// Sets how many seats there are now; who sits stays seated.
  public void limit(int seats) {
    acquire();
    try {
      advance();
      limit = seats;
      letIn();
    } finally {
      lock.unlock();
    }
  }

  /// No configuration names the level any longer: it goes when it is idle. Or one does again.
  public void quiesce(boolean going) {
    acquire();
    try {
      quiescing = going;
    } finally {
      lock.unlock();
    }
  }

  public boolean idle() {
    acquire();
    try {
      return load.idle();
    } finally {
      lock.unlock();
    }
  }

  /// The demand since the last call.
  public Demand.Period closePeriod() {
    acquire();
    try {
      return load.closePeriod(advance());
    } finally {
      lock.unlock();
    }
  }

  // Requests

  /// A request arrives. The answer is running, waiting ([Seat#await] follows) or refused.
  public Seat enter(Flow flow, RequestDigest request, Work work) {
    String distinguisher = shape.queueing() ? flow.distinguisherOf(request) : "";
    long hash = shape.queueing() ? flow.hash().of(distinguisher) : 0;
    acquire();
    try {
      long now = advance();
      WaitQueue queue = queues.choose(hash);
      if (queue != null) {
        return queued(flow, request, work, now, queue);
      }
      Seat seat = new Seat(flow, request, work, now, null);
      if (fits(work.seats())) {
        start(seat, now);
      } else {
        refuse(seat, Refusal.CONCURRENCY_LIMIT, now);
      }
      return seat;
    } finally {
      lock.unlock();
    }
  }

  private Seat queued(Flow flow, RequestDigest request, Work work, long now, WaitQueue queue) {
    Seat seat = new Seat(flow, request, work, now, queue);
    if (queue.waiting.size() >= shape.lengthLimit() && load.seatsInUse() >= limit) {
      refuse(seat, Refusal.QUEUE_FULL, now);
      return seat;
    }
    queues.join(queue, seat, clock.now());
    load.queued(seat, now);
    flow.series().queued(queue.waiting.size());
    letIn();
    return seat;
  }

  /// @return now
  private long advance() {
    long now = nanos.getAsLong();
    int seats = Math.min(load.seatsWanted(), limit);
    if (clock.advance(now, seats, queues.active())) {
      queues.rewind(VirtualClock.EPOCH);
      series.epochAdvanced();
    }
    series.virtualTime(clock.now());
    return now;
  }

  private boolean fits(int seats) {
    if (shape.exempt()) {
      return true;
    }
    return seats > limit ? limit > 0 && running.size() == 0 : load.seatsInUse() + seats <= limit;
  }

  private void letIn() {
    while (load.waiting() > 0 && (shape.exempt() || load.seatsInUse() < limit) && letInNext()) {}
  }

  private boolean letInNext() {
    WaitQueue queue = queues.next();
    Seat seat = queue.waiting.oldest();
    if (seat == null) {
      return false;
    }
    if (!fits(seat.work().seats())) {
      seat.flow().series().notAccommodated();
      return false;
    }
    long now = nanos.getAsLong();
    queue.waiting.remove(seat);
    load.unqueued(seat, now);
    if (!shape.exempt()) {
      seat.narrow(limit);
    }
    long begins = queues.start(queue, seat);
    start(seat, now);
    series.dispatched(clock.now(), begins);
    return true;
  }

  private void start(Seat seat, long now) {
    seat.startedNanos = now;
    running.add(seat);
    load.started(seat, !shape.exempt(), now);
    seat.decide(Seat.State.RUNNING);
  }

  private void refuse(Seat seat, Refusal why, long now) {
    load.refused(seat, why, now);
    seat.refuse(why, dropped.refused(now));
  }

  void leave(Seat seat, Refusal why) {
    acquire();
    try {
      WaitQueue queue = seat.queue;
      if (seat.state() != Seat.State.WAITING || queue == null) {
        return;
      }
      long now = advance();
      load.unqueued(seat, now);
      queues.leave(queue, seat);
      refuse(seat, why, now);
      letIn(); // it may have been a wide one that stood in the way
    } finally {
      lock.unlock();
    }
  }

  void overdue(Seat seat) {
    acquire();
    try {
      if (seat.state() == Seat.State.RUNNING && seat.markOverdue(true)) {
        series.overdue(seat.work().seats());
      }
    } finally {
      lock.unlock();
    }
  }

  void finish(Seat seat) {
    acquire();
    try {
      if (seat.state() != Seat.State.RUNNING) {
        return;
      }
      long now = advance();
      if (seat.markOverdue(false)) {
        series.overdue(-seat.work().seats());
      }
      running.remove(seat);
      WaitQueue queue = seat.queue;
      if (queue != null) {
        queues.finish(queue, seat, now - seat.startedNanos);
      }
      load.ended(seat, now);
      if (seat.work().finalSeats() > 0 && seat.work().afterNanos() > 0) {
        seat.decide(Seat.State.ENDING);
        later.add(seat, now + seat.work().afterNanos());
      } else {
        giveBack(seat, now);
      }
    } finally {
      lock.unlock();
    }
  }

  void over(Seat seat) {
    acquire();
    try {
      if (seat.state() == Seat.State.ENDING) {
        giveBack(seat, advance());
      }
    } finally {
      lock.unlock();
    }
  }

  private void giveBack(Seat seat, long now) {
    seat.decide(Seat.State.OVER);
    load.released(seat, now);
    WaitQueue queue = seat.queue;
    if (queue != null) {
      queues.giveBack(queue, seat);
    }
    letIn();
  }

  /// What is known of the level now, for people.
  public LevelView view() {
    acquire();
    try {
      advance();
      return LevelView.of(this);
    } finally {
      lock.unlock();
    }
  }

  // For LevelView, under the lock

  List<WaitQueue> queues() {
    return queues.all();
  }

  SeatList running() {
    return running;
  }

  LevelView.Counts counts() {
    return load.counts(queues.active(), quiescing, limit);
  }
}
