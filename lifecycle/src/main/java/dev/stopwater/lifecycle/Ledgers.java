package dev.stopwater.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The ledgers that are started while somebody watches, and what is proven leaked meanwhile: for
/// tests, which fail on it. Costs nothing while nobody does. Any thread.
public final class Ledgers implements AutoCloseable {

  private static final Set<Ledgers> WATCHING = ConcurrentHashMap.newKeySet();

  private final Set<Ledger> started = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<RequestSnapshot> leaked = new ConcurrentLinkedQueue<>();

  private Ledgers() {}

  /// Keeps every ledger that is started from now on, closed or not, until [#close()].
  public static Ledgers watch() {
    Ledgers watching = new Ledgers();
    WATCHING.add(watching);
    return watching;
  }

  public List<Ledger> started() {
    return List.copyOf(started);
  }

  /// What was proven leaked since this was last asked.
  public List<RequestSnapshot> leaked() {
    List<RequestSnapshot> taken = new ArrayList<>();
    for (RequestSnapshot each = leaked.poll(); each != null; each = leaked.poll()) {
      taken.add(each);
    }
    return taken;
  }

  @Override
  public void close() {
    WATCHING.remove(this);
    started.clear();
  }

  static void started(Ledger ledger) {
    WATCHING.forEach(each -> each.started.add(ledger));
  }

  static void leaked(RequestSnapshot evidence) {
    WATCHING.forEach(each -> each.leaked.add(evidence));
  }
}
