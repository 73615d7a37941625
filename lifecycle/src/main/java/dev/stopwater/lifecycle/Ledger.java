package dev.stopwater.lifecycle;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Every request that is being served, and until when. The only way in which a request runs.
///
/// One structure is deadline timer, registry of live requests and source of the profiles: a
/// [Wheel], in which a request is filed when it begins and from which it is unlinked when its
/// handler's thread ends. What the deadline overtakes is answered at once, and stays on the ledger,
/// overdue, until its handler ends, or is proven never to run again.
///
/// ```
///   begin ──► filed by deadline ──► ended in time: unlinked
///                   │ clock: compare-and-set, interrupt, 504
///                   ▼
///                overdue ──► ended late: unlinked, outcome told
///                   │ the collector took the thread
///                   ▼
///                leaked: unlinked, counted, told
/// ```
///
/// The handler's thread has an executor of its own, which nobody holds: such a thread is the only
/// kind that the collector takes when it can never run again. The ledger holds it strongly as long
/// as the clock may still interrupt it, and weakly afterwards. Any thread.
public final class Ledger implements AutoCloseable {

  /// No request takes longer than a year: sums of nanoseconds stay far from their limits.
  private static final Duration LONGEST = Duration.ofDays(365);

  private static final int STRIPES = Math.max(8, 4 * Runtime.getRuntime().availableProcessors());

  private final LedgerSettings settings;
  private final GuardedListener listener;
  private final long origin;
  private final long allotted;
  private final Wheel wheel = new Wheel(STRIPES);
  private final Naps naps = new Naps(STRIPES, this::now);
  private final ReferenceQueue<Thread> collected = new ReferenceQueue<>();
  private final AtomicLong leaked = new AtomicLong();
  private final Emptiness emptiness = new Emptiness();
  private final ByteBudget bytes;
  private final ThreadFactory handlers;
  private final Settling settling;
  private final @Nullable Clock clock;
  private volatile boolean closed;

  private Ledger(LedgerSettings settings) {
    this.settings = settings;
    this.listener = new GuardedListener(settings.listener());
    this.origin = settings.nanos().getAsLong();
    this.allotted = nanos(settings.allotted());
    this.handlers =
        Thread.ofVirtual()
            .name(settings.name() + "-request")
            .inheritInheritableThreadLocals(false)
            .factory();
    this.bytes = new ByteBudget(settings.bytes(), listener::refused);
    this.settling = new Settling(settings.name(), settings.byHand() ? 0 : settings.answerers());
    this.clock =
        settings.byHand()
            ? null
            : new Clock(settings.name() + "-clock", () -> listener.guard("clock", this::tick));
  }

  public static Ledger start(LedgerSettings settings) {
    Ledger ledger = new Ledger(settings);
    Ledgers.started(ledger);
    ledger.settling.start();
    if (ledger.clock != null) {
      ledger.clock.start();
    }
    return ledger;
  }

  /// Files a request, due when the default allotment has passed, and starts its work on a virtual
  /// thread of its own. Does not block.
  ///
  /// @throws IllegalStateException the ledger is closed
  public LedgerEntry begin(RequestFacts facts, Answerer answerer, Work work) {
    return start(facts, answerer, entry -> startAbandonable(entry, work));
  }

  /// The same on a platform thread: for the few requests that must be served while handlers spin on
  /// every carrier. Never proven leaked, since the JVM holds such threads.
  public LedgerEntry beginUrgent(RequestFacts facts, Answerer answerer, Work work) {
    return start(facts, answerer, entry -> startUrgent(entry, work));
  }

  /// The same for work that no deadline ends: when the allotment has passed it is overdue, and may
  /// be proven leaked, but nobody takes its answer from it or interrupts it.
  public LedgerEntry watch(RequestFacts facts, Work work) {
    return start(facts, null, entry -> startAbandonable(entry, work));
  }

  /// Does `work` on the calling thread, watched in the same way; what escapes from it is dropped.
  /// Proven leaked only if nobody but the ledger holds that thread.
  public void watchHere(RequestFacts facts, Work work) {
    start(
        facts,
        null,
        entry -> {
          entry.handler().hold(Thread.currentThread());
          wheel.file(entry, entry.due());
          entry.run(work);
        });
  }

  private LedgerEntry start(
      RequestFacts facts, @Nullable Answerer answerer, Consumer<LedgerEntry> starter) {
    if (closed) {
      throw new IllegalStateException("the ledger is closed");
    }
    long now = now();
    LedgerEntry entry = new LedgerEntry(this, facts, answerer, now, now + allotted);
    try {
      starter.accept(entry);
    } catch (Throwable failure) {
      wheel.unlink(entry);
      throw failure;
    }
    return entry;
  }

  /// How many requests are on the ledger, the overdue among them.
  public int live() {
    return wheel.filed();
  }

  /// How many requests have a handler that is still running after their deadline.
  public int overdue() {
    return wheel.overdue();
  }

  /// How many requests were proven leaked since the start.
  public long leaked() {
    return leaked.get();
  }

  /// How many bytes all requests hold for their own sake.
  public long bytesHeld() {
    return bytes.held();
  }

  /// Every request on the ledger, in no order.
  public List<RequestSnapshot> entries() {
    return copy().stream().map(LedgerEntry::snapshot).toList();
  }

  /// Shows each request with its handler's thread, in no order. `visitor` must not keep the thread:
  /// a leaked one could then not be told from one that somebody can wake.
  public void forEachHandler(BiConsumer<LedgerEntry, Thread> visitor) {
    for (LedgerEntry entry : copy()) {
      Thread thread = entry.handler().current();
      if (thread != null) {
        visitor.accept(entry, thread);
      }
    }
  }

  /// Notes what overdue handlers are doing now: the last that will be known of those which are
  /// leaked.
  ///
  /// @param most how many to look at; a look takes tens of microseconds
  public void lookAtOverdue(int most) {
    copy().stream().filter(this::isOverdue).limit(most).forEach(each -> each.handler().look());
  }

  /// Waits until no request is on the ledger.
  ///
  /// @return false if that did not happen within `patience`
  public boolean awaitEmpty(Duration patience) throws InterruptedException {
    return emptiness.await(patience, () -> live() == 0);
  }

  /// Takes the answer from every request that has not completed it, as if each client had gone:
  /// handlers are interrupted, nobody is answered.
  public void abort(Throwable cause) {
    for (LedgerEntry entry : copy()) {
      entry.clientGone(cause);
    }
  }

  /// Times out what is due, and sweeps. The clock's work, done by the caller where the ledger is
  /// moved by hand.
  public void tick() {
    for (WheelNode node : wheel.advance(now())) {
      listener.guard("expiry", () -> expire((LedgerEntry) node));
    }
    naps.ring(now());
    sweep();
  }

  /// Takes from the ledger the requests whose thread the collector has taken since the last sweep,
  /// though their handlers never ended: proven leaks. The clock sweeps at each tick.
  ///
  /// @return how many there were
  public int sweep() {
    int found = 0;
    for (Reference<?> cleared = collected.poll(); cleared != null; cleared = collected.poll()) {
      found += prove(((HandlerThread.Abandoned) cleared).entry) ? 1 : 0;
    }
    return found;
  }

  /// Has the garbage collected, and takes from the ledger what is thereby proven leaked. Stops the
  /// world for a full collection.
  ///
  /// @return how many there were
  public int collect() {
    Carriers.nudge();
    System.gc();
    int found = 0;
    for (LedgerEntry entry : copy()) { // the queue that sweep() reads is filled some time later
      found += entry.handler().taken() && prove(entry) ? 1 : 0;
    }
    return found;
  }

  private boolean prove(LedgerEntry entry) {
    RequestSnapshot evidence = entry.snapshot();
    if (!unlink(entry)) {
      return false;
    }
    leaked.incrementAndGet();
    entry.giveBack();
    Ledgers.leaked(evidence);
    listener.leaked(evidence);
    return true;
  }

  /// Aborts what is still running and stops the ledger's threads; waits for them, not for handlers.
  /// Whoever wants those to finish first calls [#awaitEmpty].
  @Override
  public void close() {
    closed = true;
    abort(new IllegalStateException("the server stops"));
    if (clock != null) {
      clock.close();
    }
    naps.close();
    settling.close();
  }

  // For entries

  void settleSoon(LedgerEntry entry, RequestState before) {
    settling.add(look -> listener.guard("settling", () -> entry.settle(before, look)));
  }

  boolean refile(LedgerEntry entry, long due) {
    return wheel.refile(entry, due);
  }

  boolean unlink(LedgerEntry entry) {
    boolean filed = wheel.unlink(entry);
    emptiness.changed();
    return filed;
  }

  boolean isOverdue(LedgerEntry entry) {
    return wheel.isOverdue(entry);
  }

  /// Without a clock a wait needs a timer of its own.
  Parking parking() {
    return clock == null ? Parking.TIMED : naps;
  }

  ReferenceQueue<Thread> collected() {
    return collected;
  }

  GuardedListener listener() {
    return listener;
  }

  ByteBudget bytes() {
    return bytes;
  }

  /// Nanoseconds since the ledger's start.
  long now() {
    return settings.nanos().getAsLong() - origin;
  }

  long absolute(long sinceStart) {
    return origin + sinceStart;
  }

  static long nanos(Duration duration) {
    return duration.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : Math.max(0, duration.toNanos());
  }

  // Files the entry between the thread's creation and its start: so the clock finds a thread to
  // interrupt, and the handler finds itself filed.
  private void startAbandonable(LedgerEntry entry, Work work) {
    ExecutorService own =
        Executors.newThreadPerTaskExecutor(body -> {
          Thread thread = handlers.newThread(body);
          entry.handler().hold(thread);
          wheel.file(entry, entry.due());
          return thread;
        });
    own.execute(() -> entry.run(work));
    own.shutdown();
  }

  private void startUrgent(LedgerEntry entry, Work work) {
    Thread thread = Living.platform(settings.name() + "-urgent", () -> entry.run(work));
    entry.handler().hold(thread);
    wheel.file(entry, entry.due());
    thread.start();
  }

  private void expire(LedgerEntry entry) {
    if (entry.isWatched()) {
      settling.add(
          look -> listener.guard("watching", () -> entry.handler().watch(look, collected)));
      return;
    }
    RequestState before = entry.timeOut();
    if (HandOff.isOpen(before)) {
      settleSoon(entry, before);
    } else {
      entry.handler().letGo(collected);
    }
  }

  private List<LedgerEntry> copy() {
    List<LedgerEntry> copy = new ArrayList<>();
    wheel.forEach(node -> copy.add((LedgerEntry) node));
    return copy;
  }
}
