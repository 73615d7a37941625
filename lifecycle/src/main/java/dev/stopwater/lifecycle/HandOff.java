package dev.stopwater.lifecycle;

import static dev.stopwater.lifecycle.RequestState.ANSWERED;
import static dev.stopwater.lifecycle.RequestState.ANSWERING;
import static dev.stopwater.lifecycle.RequestState.ENDED;
import static dev.stopwater.lifecycle.RequestState.GONE;
import static dev.stopwater.lifecycle.RequestState.RUNNING;
import static dev.stopwater.lifecycle.RequestState.TIMED_OUT;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// Who may answer a request: one variable, moved by compare-and-set, that handler, clock and
/// connection contest. There is no channel between them, so nothing can be left unread. The moves
/// are those of [RequestState]. Any thread.
final class HandOff {

  private static final VarHandle STANDING;

  static {
    try {
      STANDING =
          MethodHandles.lookup().findVarHandle(HandOff.class, "standing", RequestState.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile RequestState standing = RUNNING;
  private volatile boolean ended;

  /// The handler is about to send its first bytes.
  ///
  /// @return whether they may be sent; true again for all that follows them
  boolean beginAnswer() {
    return move(RUNNING, ANSWERING) || standing == ANSWERING;
  }

  /// The handler has sent all that it had to send, or ended without sending.
  ///
  /// @return [RequestState#RUNNING] or [RequestState#ANSWERING] if this call completed the answer;
  ///   else the state that had decided the contest before
  RequestState claim() {
    return decide(ANSWERED);
  }

  /// The deadline has passed; the result is read as that of [#claim()].
  RequestState timeOut() {
    return decide(TIMED_OUT);
  }

  /// The client has gone; the result is read as that of [#claim()].
  RequestState leave() {
    return decide(GONE);
  }

  /// By the handler's thread, last of all.
  void end() {
    ended = true;
  }

  /// Whether the answer is still the handler's to give.
  boolean open() {
    return isOpen(standing);
  }

  /// Whether clock or connection has taken the answer from the handler.
  boolean lost() {
    RequestState now = standing;
    return now == TIMED_OUT || now == GONE;
  }

  /// Whether the clock won.
  boolean expired() {
    return standing == TIMED_OUT;
  }

  RequestState state() {
    return ended ? ENDED : standing;
  }

  static boolean isOpen(RequestState state) {
    return state == RUNNING || state == ANSWERING;
  }

  private RequestState decide(RequestState outcome) {
    while (true) {
      RequestState now = standing;
      if (!isOpen(now) || move(now, outcome)) {
        return now;
      }
    }
  }

  private boolean move(RequestState from, RequestState to) {
    return STANDING.compareAndSet(this, from, to);
  }
}
