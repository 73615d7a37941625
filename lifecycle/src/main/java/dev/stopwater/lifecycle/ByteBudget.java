package dev.stopwater.lifecycle;

import dev.stopwater.lifecycle.OverBudgetException.Whose;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The memory that requests may hold, and who holds it: one request, one user, all.
///
/// The rule when all is held, in this order:
///
/// 1. From nine tenths on, no new work is begun for users who hold an equal share or more
///    ([#crowded]). Who holds less goes on.
/// 2. Whoever asks for more is refused if nobody holds more than their user does: who fills the
///    server is the first to feel it.
/// 3. Else the user who holds most is found, and of their requests the one that holds most is cut:
///    it gets 429, or, if its answer has begun, its stream ends. Who asked goes on, for what was
///    cut will be free soon; but never beyond five quarters of the limit.
///
/// Takes no lock while there is room. Any thread; never blocks.
final class ByteBudget {

  private static final double NEARLY = 0.9;

  /// What all requests of one user hold.
  static final class Flow {
    private final String name;
    private final AtomicLong held = new AtomicLong();
    private final Set<BytesHeld> requests = ConcurrentHashMap.newKeySet();

    private Flow(String name) {
      this.name = name;
    }

    /// Without what was told to leave.
    private long staying() {
      return requests.stream().filter(each -> !each.told()).mapToLong(BytesHeld::held).sum();
    }
  }

  private final ByteLimits limits;
  private final BiConsumer<LedgerEntry, Whose> refusals;
  private final ConcurrentHashMap<String, Flow> flows = new ConcurrentHashMap<>();
  private final AtomicLong held = new AtomicLong();
  private final AtomicLong leaving = new AtomicLong();

  /// @param refusals is told of each request that gets no more; must not block
  ByteBudget(ByteLimits limits, BiConsumer<LedgerEntry, Whose> refusals) {
    this.limits = limits;
    this.refusals = refusals;
  }

  ByteLimits limits() {
    return limits;
  }

  /// By all requests.
  long held() {
    return held.get();
  }

  /// Whether no new work should be begun for this user: nearly all that is theirs is held, or
  /// nearly all that is the server's and by them no less than an equal share of it.
  boolean crowded(String user) {
    Flow flow = flows.get(user);
    if (flow == null) {
      return false;
    }
    long theirs = flow.held.get();
    return theirs >= limits.flow() * NEARLY
        || (held.get() >= limits.all() * NEARLY && theirs >= held.get() / flows.size());
  }

  BytesHeld open(LedgerEntry request, String user) {
    while (true) {
      Flow flow = flows.computeIfAbsent(user, Flow::new);
      BytesHeld opened = new BytesHeld(this, flow, request);
      flow.requests.add(opened);
      if (flows.get(user) == flow) { // else it was just let go, as nobody's
        return opened;
      }
    }
  }

  /// @return whose bytes are too many, and nothing was taken; null if they were taken
  @Nullable Whose claim(BytesHeld asker, long bytes) {
    Flow flow = asker.flow;
    if (flow.held.addAndGet(bytes) > limits.flow()) {
      flow.held.addAndGet(-bytes);
      return Whose.FLOW;
    }
    if (held.addAndGet(bytes) > limits.all() && !makeRoom(asker, bytes)) {
      disclaim(flow, bytes);
      return Whose.ALL;
    }
    return null;
  }

  void disclaim(Flow flow, long bytes) {
    flow.held.addAndGet(-bytes);
    held.addAndGet(-bytes);
  }

  void closed(BytesHeld request, long left) {
    Flow flow = request.flow;
    disclaim(flow, left);
    leaving.addAndGet(-request.left());
    flows.computeIfPresent(
        flow.name,
        (user, present) -> {
          flow.requests.remove(request);
          return present == flow && flow.requests.isEmpty() ? null : present;
        });
  }

  OverBudgetException refused(LedgerEntry request, Whose whose) {
    refusals.accept(request, whose);
    return new OverBudgetException(
        whose,
        switch (whose) {
          case REQUEST -> limits.request();
          case FLOW -> limits.flow();
          case ALL -> limits.all();
        });
  }

  private synchronized boolean makeRoom(BytesHeld asker, long bytes) {
    if (held.get() > limits.all() + limits.all() / 4) {
      return false;
    }
    while (held.get() - leaving.get() > limits.all()) {
      BytesHeld worst = worst(asker, bytes);
      if (worst == null) {
        return false;
      }
      cut(worst);
    }
    return true;
  }

  private void cut(BytesHeld worst) {
    leaving.addAndGet(worst.leave());
    if (worst.isClosed()) { // meanwhile, and may have looked before
      leaving.addAndGet(-worst.left());
    }
    worst.request.cutForBytes();
  }

  /// The greatest request of the greediest user; null if that is the asker's, or nobody holds
  /// anything.
  private @Nullable BytesHeld worst(BytesHeld asker, long bytes) {
    Flow greediest = asker.flow;
    long most = asker.flow.staying() + bytes;
    for (Flow flow : flows.values()) {
      long stays = flow.staying();
      if (flow != asker.flow && stays > most) {
        most = stays;
        greediest = flow;
      }
    }
    return greediest == asker.flow ? null : greatest(greediest);
  }

  private static @Nullable BytesHeld greatest(Flow flow) {
    BytesHeld greatest = null;
    for (BytesHeld each : flow.requests) {
      boolean stays = !each.told() && each.held() > 0 && each.request.mayAnswer();
      if (stays && (greatest == null || each.held() > greatest.held())) {
        greatest = each;
      }
    }
    return greatest;
  }
}
