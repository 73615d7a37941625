package dev.stopwater.flowcontrol.queue;

import dev.stopwater.telemetry.LevelSeries;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The queues of a level: which of them a request joins, and which is served next. Guarded by the
/// level's lock.
///
/// Of those that wait, the oldest of that queue is next whose work would be done first if all
/// queues were served side by side. A request's duration is not known before it ends, so
/// [Level#EXPECTED_NANOS] is charged at the start and corrected at the end.
final class WaitQueues {

  private final LevelSeries series;
  private final List<WaitQueue> queues = new ArrayList<>();
  private final int[] hand = new int[16];
  private @Nullable Dealer dealer;
  private int kept;
  private int arrivals;
  private int robin;
  private int active;

  WaitQueues(LevelSeries series) {
    this.series = series;
  }

  List<WaitQueue> all() {
    return queues;
  }

  /// How many have somebody who waits or runs.
  int active() {
    return active;
  }

  /// Another number or hand; who waits stays where he is. Queues beyond the new number drain.
  void reshape(QueueShape wanted) {
    dealer = wanted.queueing() ? new Dealer(wanted.queues(), wanted.hand()) : null;
    kept = Math.max(0, wanted.queues());
    while (queues.size() < kept) {
      queues.add(new WaitQueue(queues.size()));
    }
    dropEmptyTail();
  }

  void dropEmptyTail() {
    while (queues.size() > kept) {
      WaitQueue last = queues.getLast();
      if (last.active() || last.seatsInUse > 0) {
        return;
      }
      queues.removeLast();
      robin = 0;
    }
  }

  /// The queue of the hand with the least work that waits; of equals another one each time, so that
  /// flows whose hands overlap do not meet in the same. Null if requests do not queue here.
  @Nullable WaitQueue choose(long hash) {
    Dealer cards = dealer;
    if (cards == null) {
      return null;
    }
    cards.deal(hash, hand);
    int size = cards.hand();
    int offset = Math.floorMod(arrivals++, size);
    WaitQueue best = queues.get(hand[offset]);
    for (int i = 1; i < size; i++) {
      WaitQueue next = queues.get(hand[(offset + i) % size]);
      if (next.waiting.work() < best.waiting.work()) {
        best = next;
      }
    }
    return best;
  }

  private static long inProgress(WaitQueue queue) {
    return SeatSeconds.of(queue.seatsInUse, Level.EXPECTED_NANOS);
  }

  void join(WaitQueue queue, Seat seat, long r) {
    if (!queue.active()) {
      queue.nextDispatch = r;
      active++;
    }
    seat.arrivalR = r;
    queue.waiting.add(seat);
    queue.bound();
  }

  /// A request gives up.
  void leave(WaitQueue queue, Seat seat) {
    queue.waiting.remove(seat);
    if (!queue.active()) {
      active--;
    }
    queue.bound();
    dropEmptyTail();
  }

  /// The queue whose oldest would be done first; of equals the one after the last that was served.
  /// Somebody must wait.
  WaitQueue next() {
    int count = queues.size();
    WaitQueue best = queues.get(robin % count);
    long soonest = Long.MAX_VALUE;
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    long leastDiscounted = Long.MAX_VALUE;
    long mostDiscounted = Long.MIN_VALUE;
    int at = robin;
    for (int i = 0; i < count; i++) {
      at = at + 1 < count ? at + 1 : 0;
      WaitQueue queue = queues.get(at);
      Seat oldest = queue.waiting.oldest();
      if (oldest != null) {
        long start = queue.nextDispatch;
        long discounted = start - inProgress(queue);
        least = Math.min(least, start);
        most = Math.max(most, start);
        leastDiscounted = Math.min(leastDiscounted, discounted);
        mostDiscounted = Math.max(mostDiscounted, discounted);
        if (start + oldest.totalWork() < soonest) {
          soonest = start + oldest.totalWork();
          best = queue;
        }
      }
    }
    series.nextStarts(least, most, leastDiscounted, mostDiscounted);
    return best;
  }

  /// The oldest of a queue, which has left it, begins.
  ///
  /// @return the virtual time at which its work begins
  long start(WaitQueue queue, Seat seat) {
    robin = queue.index;
    long start = queue.nextDispatch;
    queue.executing++;
    queue.seatsInUse += seat.work().seats();
    queue.nextDispatch += seat.totalWork();
    queue.bound();
    return start;
  }

  /// A request has run: its queue is charged for that rather than for what was expected.
  void finish(WaitQueue queue, Seat seat, long ranNanos) {
    queue.executing--;
    if (!queue.active()) {
      active--;
    }
    long unused = Level.EXPECTED_NANOS - ranNanos;
    queue.nextDispatch -= SeatSeconds.of(seat.work().initialSeats(), unused);
    queue.bound();
  }

  void giveBack(WaitQueue queue, Seat seat) {
    queue.seatsInUse -= seat.work().seats();
    dropEmptyTail();
  }

  /// Turns the virtual time back.
  void rewind(long by) {
    queues.forEach(queue -> queue.rewind(by));
  }
}
