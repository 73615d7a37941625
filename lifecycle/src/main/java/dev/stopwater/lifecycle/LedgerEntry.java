package dev.stopwater.lifecycle;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A request on the ledger, as the engine sees it; its handler sees a [LiveRequest]. Any thread.
///
/// The engine's part of the bargain:
///
/// 1. before the first byte, [#beginAnswer()];
/// 2. before every further write, [#checkMayWrite()];
/// 3. when the last byte has been taken, [#claimAnswer()], and only if that is true, completion;
/// 4. when the client goes, [#clientGone].
public final class LedgerEntry extends WheelNode implements LiveRequest, Bytes {

  private final Ledger ledger;
  private final RequestFacts facts;
  private final long arrived;
  private final boolean watched;
  private final HandOff handOff = new HandOff();
  private final HandlerThread handler = new HandlerThread(this);
  private final EndActions endActions = new EndActions();
  private final Held.Holdings holdings = new Held.Holdings();
  private volatile long due;
  private volatile String phase = "";
  private volatile Evidence evidence = Evidence.NONE;
  private volatile @Nullable Answerer answerer;
  private volatile @Nullable BytesHeld bytes;
  private volatile boolean overBudget;
  private volatile boolean ended;

  /// @param answerer null if no deadline ends the request
  LedgerEntry(
      Ledger ledger, RequestFacts facts, @Nullable Answerer answerer, long arrived, long due) {
    this.ledger = ledger;
    this.facts = facts;
    this.answerer = answerer;
    this.watched = answerer == null;
    this.arrived = arrived;
    this.due = due;
  }

  public RequestFacts facts() {
    return facts;
  }

  public RequestState state() {
    return handOff.state();
  }

  // The answer

  /// Asks for leave to send the first bytes: status and headers. From then on a deadline cuts the
  /// answer, where before it would have become a 504. May be asked again.
  ///
  /// @throws HandlerTimeoutException the answer is no longer the handler's to give
  public void beginAnswer() throws HandlerTimeoutException {
    if (!handOff.beginAnswer()) {
      throw new HandlerTimeoutException();
    }
  }

  /// Whether the answer is still the handler's to give. Advice only: it may change at once.
  public boolean mayAnswer() {
    return handOff.open();
  }

  /// Guards a write.
  ///
  /// @throws HandlerTimeoutException the answer is no longer the handler's to give
  public void checkMayWrite() throws HandlerTimeoutException {
    if (handOff.lost()) {
      throw new HandlerTimeoutException();
    }
  }

  /// Declares the answer complete. Called when the client's side has taken the last byte, not
  /// before: until then the deadline must be able to cut a client that stops reading.
  ///
  /// @return whether this call completed the answer; if not, clock, connection or an earlier call
  ///   has, and the exchange must not be completed again
  public boolean claimAnswer() {
    return HandOff.isOpen(handOff.claim());
  }

  /// The client has gone: the handler is interrupted, the end actions run, nobody is answered.
  /// Returns at once; the work is done on a thread of the ledger.
  ///
  /// @return false if the answer was complete, or had been taken from the handler before
  public boolean clientGone(Throwable cause) {
    Objects.requireNonNull(cause);
    RequestState before = handOff.leave();
    if (!HandOff.isOpen(before)) {
      return false;
    }
    ledger.settleSoon(this, before);
    return true;
  }

  // What the handler sees

  @Override
  public long arrivedNanos() {
    return ledger.absolute(arrived);
  }

  @Override
  public synchronized void allot(Duration allotted) {
    long later = arrived + Ledger.nanos(allotted);
    if (!overBudget && ledger.refile(this, later)) {
      due = later;
    }
  }

  @Override
  public synchronized boolean atMost(Duration most) {
    long sooner = ledger.now() + Ledger.nanos(most);
    if (sooner >= due || !ledger.refile(this, sooner)) {
      return false;
    }
    due = sooner;
    return true;
  }

  @Override
  public void longRunning(Duration allotted) {
    allot(allotted);
  }

  @Override
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, due - ledger.now()));
  }

  @Override
  public boolean timedOut() {
    return handOff.lost();
  }

  @Override
  public void phase(String phase) {
    this.phase = phase;
  }

  @Override
  public void identify(String route, String user, String auditId) {
    evidence = new Evidence(route, user, auditId);
  }

  @Override
  public void onEnd(Runnable action) {
    endActions.add(action);
  }

  @Override
  public Held hold(Runnable giveBack) {
    return holdings.add(giveBack);
  }

  @Override
  public Bytes bytes() {
    return this;
  }

  @Override
  public Parking parking() {
    return ledger.parking();
  }

  @Override
  public void take(long wanted) {
    account().take(wanted);
  }

  @Override
  public boolean tryTake(long wanted) {
    return account().tryTake(wanted) == null;
  }

  @Override
  public void give(long taken) {
    BytesHeld mine = bytes;
    if (mine != null) {
      mine.give(taken);
    }
  }

  @Override
  public boolean crowded() {
    return ledger.bytes().crowded(evidence.user());
  }

  /// Of the server's memory, in bytes.
  public long bytesHeld() {
    BytesHeld mine = bytes;
    return mine == null ? 0 : mine.held();
  }

  /// The request as it is now.
  public RequestSnapshot snapshot() {
    return new RequestSnapshot(
        facts,
        evidence,
        state(),
        phase,
        Duration.ofNanos(Math.max(0, ledger.now() - arrived)),
        ledger.isOverdue(this),
        Duration.ofNanos(due - arrived),
        bytesHeld(),
        handler.seen());
  }

  // The ledger's side

  long due() {
    return due;
  }

  /// Whether it is only looked at: the deadline makes it overdue, and no more.
  boolean isWatched() {
    return watched;
  }

  HandlerThread handler() {
    return handler;
  }

  /// The deadline has passed; on the clock's thread.
  ///
  /// @return [RequestState#RUNNING] or [RequestState#ANSWERING] if the clock has won
  RequestState timeOut() {
    return handOff.timeOut();
  }

  /// What follows when clock or connection has won: on an answering thread, once.
  ///
  /// @param before what the winner found
  /// @param look whether to note the handler's stack
  void settle(RequestState before, boolean look) {
    handler.interrupt(look, ledger.collected());
    Answerer taken = answerer;
    answerer = null;
    if (taken != null && handOff.expired()) {
      answerFor(taken, before == RequestState.ANSWERING);
    }
    endActions.run(failure -> ledger.listener().fault("end action", failure));
  }

  private void answerFor(Answerer taken, boolean begun) {
    if (overBudget) {
      ledger.listener().guard("answer of what was cut", () -> taken.overBudget(this, begun));
      ledger.listener().cut(this, begun);
    } else {
      ledger.listener().guard("answer after the deadline", () -> taken.timedOut(this, begun));
      ledger.listener().timedOut(this, begun);
    }
  }

  /// Ends the request for what it holds: its deadline is now, and its answer says why.
  synchronized void cutForBytes() {
    overBudget = true;
    long now = ledger.now();
    if (ledger.refile(this, now)) {
      due = now;
    }
  }

  private BytesHeld account() {
    BytesHeld mine = bytes;
    return mine == null ? openBytes() : mine;
  }

  private synchronized BytesHeld openBytes() {
    BytesHeld mine = bytes;
    if (mine == null) {
      mine = ledger.bytes().open(this, evidence.user());
      bytes = mine;
      if (ended) {
        mine.close();
      }
    }
    return mine;
  }

  private void closeBytes() {
    BytesHeld mine = bytes;
    if (mine != null) {
      mine.close();
    }
  }

  /// The request was proven leaked: what its `finally` blocks would have given back, the ledger
  /// does.
  void giveBack() {
    ended = true;
    closeBytes();
    holdings.giveBackAll(
        failure -> ledger.listener().fault("give back what a leaked request held", failure));
  }

  /// All that the handler's thread does.
  void run(Work work) {
    Throwable failure = null;
    try {
      work.run(this);
    } catch (Throwable escaped) {
      failure = escaped;
    }
    try {
      finish(failure);
    } finally {
      end();
    }
  }

  private void finish(@Nullable Throwable failure) {
    RequestState before = handOff.claim();
    switch (before) {
      case RUNNING, ANSWERING -> answerInstead(before == RequestState.ANSWERING, failure);
      case TIMED_OUT, GONE -> {
        handler.end();
        ledger.listener().late(this, failure, Duration.ofNanos(Math.max(0, ledger.now() - due)));
      }
      case ANSWERED, ENDED -> {
        if (failure != null) {
          ledger.listener().fault("handler after its answer", failure);
        }
      }
    }
  }

  private void answerInstead(boolean begun, @Nullable Throwable failure) {
    Answerer mine = answerer;
    if (mine != null) {
      ledger
          .listener()
          .guard("answer of a handler that gave none", () -> mine.unanswered(this, begun, failure));
    }
  }

  /// What clock or connection has taken is theirs to finish and to forget: they may still be at it.
  private void end() {
    ended = true;
    closeBytes();
    handOff.end();
    if (watched) {
      handler.leave();
    } else {
      handler.end();
    }
    if (!handOff.lost()) {
      answerer = null;
      endActions.drop();
    }
    ledger.unlink(this);
  }
}
