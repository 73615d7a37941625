package dev.stopwater.flowcontrol.queue;

import dev.stopwater.flowcontrol.classify.RequestDigest;
import dev.stopwater.telemetry.FlowMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// One priority level: its seats, and the queues before them (KEP-1040, fair queuing for server
/// requests).
///
/// Requests that find seats run at once. Of those that wait, the oldest of the queue is next whose
/// work would be done first if all queues were served side by side. A request's duration is not
/// known before it ends, so [#EXPECTED_NANOS] is charged at the start and corrected at the end. If
/// the next is wider than what is free, the others wait for it; one that is wider than the whole
/// level runs when nothing else does.
///
/// Any thread. What is guarded by the lock is held for some steps; waiters are woken under it.
public final class Level {

  /// What a request is expected to run, until it has.
  static final long EXPECTED_NANOS = 3_000_000;

  private final String name;
  private final LongSupplier nanos;
  private final LaterRelease later;
  private final FlowMetrics.LevelSeries series;
  private final ReentrantLock lock = new ReentrantLock();

  private final List<WaitQueue> queues = new ArrayList<>();
  private final SeatList running = new SeatList();
  private final VirtualClock clock;
  private final Demand demand;
  private final DroppedRequests dropped = new DroppedRequests();
  private final int[] hand = new int[16];
  private volatile QueueShape shape = QueueShape.REJECT; // written under the lock
  private @Nullable Dealer dealer;
  private int limit;
  private int seatsInUse;
  private int waiting;
  private int seatsWaiting;
  private int activeQueues;
  private int arrivals;
  private int robin;
  private boolean quiescing;
  private long dispatched;
  private long rejected;
  private long timedOut;
  private long cancelled;

  public Level(
      String name, LongSupplier nanos, LaterRelease later, FlowMetrics.LevelSeries series) {
    this(name, nanos, later, series, 0);
  }

  /// @param r where the virtual time begins: for tests of its end
  Level(
      String name, LongSupplier nanos, LaterRelease later, FlowMetrics.LevelSeries series, long r) {
    this.name = name;
    this.nanos = nanos;
    this.later = later;
    this.series = series;
    this.clock = new VirtualClock(nanos.getAsLong(), r);
    this.demand = new Demand(nanos.getAsLong());
  }

  public String name() {
    return name;
  }

  FlowMetrics.LevelSeries series() {
    return series;
  }

  long now() {
    return nanos.getAsLong();
  }

  // Configuration

  /// Gives the level another shape; who waits stays where he is. Queues beyond the new number
  /// drain.
  public void reshape(QueueShape wanted) {
    lock.lock();
    try {
      advance();
      shape = wanted;
      dealer = wanted.queueing() ? new Dealer(wanted.queues(), wanted.hand()) : null;
      while (queues.size() < wanted.queues()) {
        queues.add(new WaitQueue(queues.size()));
      }
      dropEmptyTail();
      letIn();
    } finally {
      lock.unlock();
    }
  }

  /// Sets how many seats there are now; who sits stays seated.
  public void limit(int seats) {
    lock.lock();
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
    lock.lock();
    try {
      quiescing = going;
    } finally {
      lock.unlock();
    }
  }

  public boolean idle() {
    lock.lock();
    try {
      return seatsInUse == 0 && waiting == 0;
    } finally {
      lock.unlock();
    }
  }

  /// The demand since the last call.
  public Demand.Period closePeriod() {
    lock.lock();
    try {
      return demand.close(nanos.getAsLong());
    } finally {
      lock.unlock();
    }
  }

  // Requests

  /// A request arrives. The answer is running, waiting ([Seat#await] follows) or refused.
  public Seat enter(Flow flow, RequestDigest request, Work work) {
    String distinguisher = shape.queueing() ? flow.distinguisherOf(request) : "";
    long hash = shape.queueing() ? flow.hash().of(distinguisher) : 0;
    lock.lock();
    try {
      long now = advance();
      Dealer cards = dealer;
      if (cards != null) {
        return queued(flow, request, work, now, choose(cards, hash));
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
    seat.arrivalR = clock.now();
    if (queue.waiting.size() >= shape.lengthLimit() && seatsInUse >= limit) {
      refuse(seat, Refusal.QUEUE_FULL, now);
      return seat;
    }
    if (!queue.active()) {
      queue.nextDispatch = clock.now();
      activeQueues++;
    }
    queue.waiting.add(seat);
    countWaiting(seat, 1, now);
    queue.bound();
    flow.series().queued(queue.waiting.size());
    letIn();
    return seat;
  }

  /// The queue of the hand with the least work; of equals another one each time, so that flows
  /// whose hands overlap do not meet in the same.
  private WaitQueue choose(Dealer cards, long hash) {
    cards.deal(hash, hand);
    int size = cards.hand();
    int offset = Math.floorMod(arrivals++, size);
    WaitQueue best = queues.get(hand[offset]);
    for (int i = 1; i < size; i++) {
      WaitQueue next = queues.get(hand[(offset + i) % size]);
      if (load(next) < load(best)) {
        best = next;
      }
    }
    return best;
  }

  private static long load(WaitQueue queue) {
    return queue.waiting.work() + SeatSeconds.of(queue.seatsInUse, EXPECTED_NANOS);
  }

  /// @return now
  private long advance() {
    long now = nanos.getAsLong();
    int seats = Math.min(seatsInUse + seatsWaiting, limit);
    if (clock.advance(now, seats, activeQueues)) {
      queues.forEach(queue -> queue.rewind(VirtualClock.EPOCH));
      series.epochAdvanced();
    }
    return now;
  }

  private boolean fits(int seats) {
    if (shape.exempt()) {
      return true;
    }
    return seats > limit ? limit > 0 && running.size() == 0 : seatsInUse + seats <= limit;
  }

  private void letIn() {
    while (waiting > 0 && (shape.exempt() || seatsInUse < limit) && letInNext()) {}
  }

  private boolean letInNext() {
    WaitQueue queue = next();
    Seat seat = queue.waiting.oldest();
    if (seat == null) {
      return false;
    }
    if (!fits(seat.work().seats())) {
      seat.flow().series().notAccommodated();
      return false;
    }
    long now = nanos.getAsLong();
    robin = queue.index;
    queue.waiting.remove(seat);
    countWaiting(seat, -1, now);
    if (!shape.exempt()) {
      seat.narrow(limit);
    }
    queue.executing++;
    queue.seatsInUse += seat.work().seats();
    queue.nextDispatch += seat.totalWork();
    queue.bound();
    start(seat, now);
    series.progress(clock.now(), queue.nextDispatch);
    return true;
  }

  /// The queue whose oldest would be done first; of equals the one after the last that was served.
  private WaitQueue next() {
    int count = queues.size();
    WaitQueue best = queues.get(robin % count);
    long soonest = Long.MAX_VALUE;
    int at = robin;
    for (int i = 0; i < count; i++) {
      at = at + 1 < count ? at + 1 : 0;
      WaitQueue queue = queues.get(at);
      Seat oldest = queue.waiting.oldest();
      if (oldest != null) {
        long end = queue.nextDispatch + oldest.totalWork();
        if (end < soonest) {
          soonest = end;
          best = queue;
        }
      }
    }
    return best;
  }

  private void start(Seat seat, long now) {
    seat.startedNanos = now;
    seatsInUse += seat.work().seats();
    running.add(seat);
    dispatched++;
    seat.flow().series().started(seat.work().seats(), now - seat.arrivedNanos);
    note(now);
    seat.decide(Seat.State.RUNNING);
  }

  private void refuse(Seat seat, Refusal why, long now) {
    rejected++;
    timedOut += why == Refusal.TIME_OUT ? 1 : 0;
    cancelled += why == Refusal.CANCELLED ? 1 : 0;
    seat.flow().series().rejected(why.reason(), now - seat.arrivedNanos);
    seat.refuse(why, dropped.refused(now));
  }

  void leave(Seat seat, Refusal why) {
    lock.lock();
    try {
      WaitQueue queue = seat.queue;
      if (seat.state() != Seat.State.WAITING || queue == null) {
        return;
      }
      long now = advance();
      queue.waiting.remove(seat);
      countWaiting(seat, -1, now);
      if (!queue.active()) {
        activeQueues--;
      }
      queue.bound();
      refuse(seat, why, now);
      dropEmptyTail();
      letIn(); // it may have been a wide one that stood in the way
    } finally {
      lock.unlock();
    }
  }

  void overdue(Seat seat) {
    lock.lock();
    try {
      if (seat.state() == Seat.State.RUNNING && seat.markOverdue(true)) {
        series.overdue(seat.work().seats());
      }
    } finally {
      lock.unlock();
    }
  }

  void finish(Seat seat) {
    lock.lock();
    try {
      if (seat.state() != Seat.State.RUNNING) {
        return;
      }
      long now = advance();
      if (seat.markOverdue(false)) {
        series.overdue(-seat.work().seats());
      }
      running.remove(seat);
      seat.flow().series().ended(now - seat.startedNanos, seat.request().verb().equals("watch"));
      settle(seat, now);
      if (seat.work().finalSeats() > 0 && seat.work().afterNanos() > 0) {
        seat.decide(Seat.State.ENDING);
        later.add(seat, now + seat.work().afterNanos());
        note(now);
      } else {
        giveBack(seat, now);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Charges the queue for what the request took rather than for what was expected.
  private void settle(Seat seat, long now) {
    WaitQueue queue = seat.queue;
    if (queue == null) {
      return;
    }
    queue.executing--;
    if (!queue.active()) {
      activeQueues--;
    }
    long unused = EXPECTED_NANOS - (now - seat.startedNanos);
    queue.nextDispatch -= SeatSeconds.of(seat.work().initialSeats(), unused);
    queue.bound();
  }

  void over(Seat seat) {
    lock.lock();
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
    seatsInUse -= seat.work().seats();
    seat.flow().series().released(seat.work().seats());
    WaitQueue queue = seat.queue;
    if (queue != null) {
      queue.seatsInUse -= seat.work().seats();
      dropEmptyTail();
    }
    note(now);
    letIn();
  }

  private void countWaiting(Seat seat, int sign, long now) {
    waiting += sign;
    seatsWaiting += sign * seat.work().seats();
    seat.flow().series().waiting(sign, sign * seat.work().seats());
    note(now);
  }

  private void note(long now) {
    demand.set(now, seatsInUse + seatsWaiting);
    series.load(now, waiting, running.size(), seatsWaiting, seatsInUse);
  }

  private void dropEmptyTail() {
    int keep = Math.max(0, shape.queues());
    while (queues.size() > keep) {
      WaitQueue last = queues.getLast();
      if (last.active() || last.seatsInUse > 0) {
        return;
      }
      queues.removeLast();
      robin = 0;
    }
  }

  /// What is known of the level now, for people.
  public LevelView view() {
    lock.lock();
    try {
      advance();
      return LevelView.of(this);
    } finally {
      lock.unlock();
    }
  }

  // For LevelView, under the lock

  List<WaitQueue> queues() {
    return queues;
  }

  SeatList running() {
    return running;
  }

  LevelView.Counts counts() {
    return new LevelView.Counts(
        activeQueues,
        seatsInUse == 0 && waiting == 0,
        quiescing,
        waiting,
        running.size(),
        dispatched,
        rejected,
        timedOut,
        cancelled,
        seatsInUse,
        limit);
  }
}
