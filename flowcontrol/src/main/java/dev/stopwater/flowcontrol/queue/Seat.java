package dev.stopwater.flowcontrol.queue;

import dev.stopwater.flowcontrol.classify.RequestDigest;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One request's place at a priority level, from its arrival until its last seat is given back. One
/// object for all of it:
///
/// ```
///   WAITING ──► RUNNING ──► ENDING ──► OVER      ENDING keeps the final seats a while
///      │           └────────────────────▲
///      └──► REFUSED
/// ```
///
/// Moves are made under the level's lock. A seat never reaches the thread of a request that runs:
/// one that is abandoned can be collected, and then [#release()] gives the seat back in its place.
public final class Seat {

  /// Where it stands.
  public enum State {
    WAITING,
    RUNNING,
    ENDING,
    OVER,
    REFUSED
  }

  private final Flow flow;
  private final RequestDigest request;
  private Work work;
  private long totalWork;
  private volatile State state = State.WAITING;
  private volatile @Nullable Thread waiter;
  private @Nullable Refusal refusal;
  private int retryAfterSeconds;

  final long arrivedNanos;
  final @Nullable WaitQueue queue;

  // Guarded by the level's lock.
  long startedNanos;
  long arrivalR;
  @Nullable Seat before;
  @Nullable Seat after;
  private boolean overdue;

  Seat(Flow flow, RequestDigest request, Work work, long now, @Nullable WaitQueue queue) {
    this.flow = flow;
    this.request = request;
    this.work = work;
    this.totalWork = work.total(Level.EXPECTED_NANOS);
    this.arrivedNanos = now;
    this.queue = queue;
  }

  public Flow flow() {
    return flow;
  }

  public RequestDigest request() {
    return request;
  }

  public State state() {
    return state;
  }

  /// Whether the request may run, or has run.
  public boolean granted() {
    State now = state;
    return now != State.WAITING && now != State.REFUSED;
  }

  /// Null unless it was refused.
  public @Nullable Refusal refusal() {
    return refusal;
  }

  /// When a refused client shall come back.
  public int retryAfterSeconds() {
    return retryAfterSeconds;
  }

  /// Waits for the seat until `deadlineNanos`, on the request's own thread. A thread that is
  /// interrupted, before or meanwhile, gives up at once and stays interrupted.
  ///
  /// @return whether the request may run
  public boolean await(long deadlineNanos) {
    if (state != State.WAITING) {
      return granted();
    }
    waiter = Thread.currentThread(); // before the state is looked at: who decides reads it after
    try {
      while (state == State.WAITING) {
        long left = deadlineNanos - flow.level().now();
        if (Thread.currentThread().isInterrupted()) {
          giveUp(Refusal.CANCELLED);
        } else if (left <= 0) {
          giveUp(Refusal.TIME_OUT);
        } else {
          LockSupport.parkNanos(this, left);
        }
      }
    } finally {
      waiter = null;
    }
    return granted();
  }

  /// Leaves the queue; does nothing if the request no longer waits. Any thread.
  public void giveUp(Refusal why) {
    flow.level().leave(this, why);
  }

  /// The request has begun to hold its seat beyond its deadline, or after its client has gone. Any
  /// thread, at most once counted.
  public void overdue() {
    flow.level().overdue(this);
  }

  /// Gives the seat back: the handler has ended, a watch is initialised, or a request is proved to
  /// be leaked. The first call counts. Any thread.
  public void release() {
    if (state == State.RUNNING) {
      flow.level().finish(this);
    }
  }

  // The level's side, under its lock

  Work work() {
    return work;
  }

  long totalWork() {
    return totalWork;
  }

  void narrow(int most) {
    work = work.within(most);
    totalWork = work.total(Level.EXPECTED_NANOS);
  }

  void refuse(Refusal why, int comeBackSeconds) {
    refusal = why;
    retryAfterSeconds = comeBackSeconds;
    decide(State.REFUSED);
  }

  void decide(State next) {
    state = next;
    Thread asleep = waiter;
    if (asleep != null) {
      LockSupport.unpark(asleep);
    }
  }

  /// @return whether this changed it
  boolean markOverdue(boolean now) {
    boolean changed = overdue != now;
    overdue = now;
    return changed;
  }
}
