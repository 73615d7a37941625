package dev.stopwater.assembly;

import dev.stopwater.lifecycle.Ledger;
import dev.stopwater.lifecycle.LedgerSettings;
import dev.stopwater.lifecycle.Threads;
import dev.stopwater.server.RequestPath;
import dev.stopwater.store.memory.MemoryStore;
import dev.stopwater.watchcache.WatchCacheSettings;
import dev.stopwater.watchcache.WatchCaches;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// What one server's road is made of, wired as [ApiServer] wires it, with its ledger and its loops
/// and without a port: for a bench that leaves some of it out. In this package, since what it wires
/// is nobody else's business.
@SuppressWarnings("try") // whoever closes it waits for its threads
public final class RoadWithoutNetwork implements AutoCloseable {

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final RequestPath.Parts parts;
  private final Ledger ledger;

  private RoadWithoutNetwork(Path home, Path tokens) throws Exception {
    InstantSource clock = InstantSource.system();
    Log log = new Log(System.err, clock);
    Threads threads = open(new Threads(Threads.Sleep.SYSTEM, log::fault, Duration.ofSeconds(5)));
    MemoryStore store = open(new MemoryStore());
    WatchCaches caches = open(WatchCaches.over(store, WatchCacheSettings.defaults()));
    ServerConfig config = config(home, tokens);
    Wiring wiring = new Wiring(config, clock, store, caches, log, () -> false, null);
    caches.start();
    wiring.bootstrap();
    Diagnosis diagnosis = new Diagnosis(wiring.ledgerListener(), clock);
    ledger =
        open(
            Ledger.start(
                LedgerSettings.of("ledger", config.limits().request(), diagnosis)
                    .within(config.limits().bytes())));
    wiring.watch(ledger);
    parts = wiring.parts(diagnosis.pages(ledger, true), List.of());
    wiring.takeTurns(threads);
  }

  /// @param tokens file of static tokens
  public static RoadWithoutNetwork open(Path home, Path tokens) throws Exception {
    return new RoadWithoutNetwork(home, tokens);
  }

  private static ServerConfig config(Path home, Path tokens) {
    ServerConfig usual = ServerConfig.of(home);
    return new ServerConfig(
        usual.listen(),
        usual.storage(),
        usual.limits(),
        usual.stop(),
        new ServerConfig.Access(null, tokens),
        usual.network(),
        usual.behaviour(),
        usual.tracing());
  }

  private <T extends AutoCloseable> T open(T part) {
    opened.push(part);
    return part;
  }

  public RequestPath.Parts parts() {
    return parts;
  }

  public Ledger ledger() {
    return ledger;
  }

  @Override
  public void close() throws Exception {
    while (!opened.isEmpty()) {
      opened.pop().close();
    }
  }
}
