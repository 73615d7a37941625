package dev.stopwater.assembly;

import dev.stopwater.assembly.pki.Authority;
import dev.stopwater.assembly.pki.Credential;
import dev.stopwater.assembly.pki.Kubeconfig;
import dev.stopwater.assembly.pki.Pem;
import dev.stopwater.assembly.pki.PkiDirectory;
import dev.stopwater.http.Handler;
import dev.stopwater.http.HttpServerSettings;
import dev.stopwater.http.ServerTls;
import dev.stopwater.http.engine.HttpServer;
import dev.stopwater.lifecycle.Ledger;
import dev.stopwater.lifecycle.LedgerSettings;
import dev.stopwater.lifecycle.TaskGroup;
import dev.stopwater.lifecycle.Threads;
import dev.stopwater.resources.catalog.Catalog;
import dev.stopwater.server.Paths;
import dev.stopwater.store.Store;
import dev.stopwater.store.StoreException;
import dev.stopwater.store.local.LocalStore;
import dev.stopwater.store.local.LocalStoreSettings;
import dev.stopwater.store.memory.MemoryStore;
import dev.stopwater.tracing.Tracing;
import dev.stopwater.tracing.TracingSettings;
import dev.stopwater.watchcache.WatchCacheSettings;
import dev.stopwater.watchcache.WatchCaches;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One running API server: from a [ServerConfig] to an open port, and back.
///
/// Start: keys, store, recovery, catalog, caches filled, gates, port open, ready. [#close()] is the
/// reverse: not ready, port closed, requests finished, watches ended, store synced. Threads: those
/// of the engine, the ledger, the store's writer and a few loops, all ended by [#close()].
public final class ApiServer implements AutoCloseable {

  private static final Duration GRACE = Duration.ofSeconds(5);

  private final ServerConfig config;
  private final Path kubeconfig;
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final Ledger ledger;
  private final HttpServer http;
  private final Wiring wiring;
  private final Log log;
  private final Threads threads;
  private final Store store;
  private final Kubeconfig administrator;

  private ApiServer(
      ServerConfig config,
      UnaryOperator<Handler> around,
      PrintStream out,
      InstantSource monitorClock)
      throws StartException {
    this.config = config;
    this.log = new Log(out, InstantSource.system());
    this.kubeconfig = config.storage().dataDirectory().resolve("admin.kubeconfig");
    boolean started = false;
    try (TaskGroup meanwhile = TaskGroup.open("start", UnaryOperator.identity())) {
      InstantSource clock = InstantSource.system();
      TaskGroup.Task<Door> making = meanwhile.fork(() -> door(clock));
      meanwhile.fork(Catalog::builtin);
      threads = open(new Threads(Threads.Sleep.SYSTEM, log::fault, GRACE));
      store = open(store(threads));
      WatchCaches caches = open(WatchCaches.over(store, WatchCacheSettings.defaults()));
      wiring =
          new Wiring(config, clock, store, caches, log, stopping::get, tracing(clock, threads));
      caches.start();
      wiring.bootstrap();
      Diagnosis diagnosis = new Diagnosis(wiring.ledgerListener(), clock);
      ledger =
          open(
              Ledger.start(
                  LedgerSettings.of("ledger", config.limits().request(), diagnosis)
                      .within(config.limits().bytes())));
      wiring.watch(ledger);
      wiring.watchTracing();
      Paths.DebugPages pages = diagnosis.pages(ledger, config.behaviour().profiling());
      meanwhile.join();
      Keys keys = making.result().keys;
      Handler handler = around.apply(wiring.requestPath(pages, keys.clientAuthorities));
      http = open(listen(making.result().engine, handler));
      wiring.watch(http);
      wiring.takeTurns(threads);
      threads.every("namespaces", Duration.ofMillis(250), wiring.namespaceEnding());
      wiring.announce(http.port());
      if (config.behaviour().monitoring().on()) {
        Monitoring.Parts watched = wiring.monitored(ledger);
        diagnosis.watched(open(new Monitoring(watched, url(), monitorClock, threads)).monitor());
      }
      administrator =
          new PkiDirectory(pki(), clock.instant())
              .kubeconfig(kubeconfig, url(), keys.authority, keys.administrator);
      started = true;
    } catch (StoreException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    } catch (TaskGroup.FailedException e) {
      throw StartException.from(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException("the start was interrupted", e);
    } finally {
      if (!started) {
        closeAll();
      }
    }
  }

  /// @throws StartException in one sentence, why not; nothing is left running
  public static ApiServer start(ServerConfig config) throws StartException {
    return start(config, UnaryOperator.identity());
  }

  /// The same, with its log elsewhere than on the standard error.
  public static ApiServer start(ServerConfig config, PrintStream log) throws StartException {
    return new ApiServer(config, UnaryOperator.identity(), log, InstantSource.system());
  }

  /// The same, with something around the handler of all requests.
  ///
  /// @param around makes of that handler the one that is called
  public static ApiServer start(ServerConfig config, UnaryOperator<Handler> around)
      throws StartException {
    return start(config, around, InstantSource.system());
  }

  /// The same, with a clock by which the monitor's minutes and days pass.
  public static ApiServer start(
      ServerConfig config, UnaryOperator<Handler> around, InstantSource monitorClock)
      throws StartException {
    return new ApiServer(config, around, System.err, monitorClock);
  }

  private record Keys(
      Authority authority,
      Credential serving,
      Credential administrator,
      List<X509Certificate> clientAuthorities) {}

  /// What is made while the store is read: keys, and the engine that will listen with them.
  private record Door(Keys keys, HttpServer.Prepared engine) {}

  private Door door(InstantSource clock) throws StartException {
    Keys keys = keys(clock);
    ServerTls tls = new ServerTls(keys.serving.chain(), keys.serving.key(), keys.clientAuthorities);
    HttpServerSettings settings =
        new HttpServerSettings(
            config.listen().bindAddress(),
            config.listen().securePort(),
            tls,
            config.limits().http(),
            Diagnosis::isUrgent);
    return new Door(keys, HttpServer.prepare(settings));
  }

  /// Closed after the ledger, when the last request has been followed to its end.
  private @Nullable Tracing tracing(InstantSource clock, Threads threads) throws StartException {
    ServerConfig.Tracing asked = config.tracing();
    try {
      TracingSettings settings = TracingSettings.of(asked.file(), asked.environment());
      return settings == null ? null : open(new Tracing(settings, clock, threads, log::line));
    } catch (IllegalArgumentException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
  }

  private Path pki() {
    return config.storage().dataDirectory().resolve("pki");
  }

  private Keys keys(InstantSource clock) throws StartException {
    PkiDirectory.makeFolder(config.storage().dataDirectory());
    PkiDirectory directory = new PkiDirectory(pki(), clock.instant());
    Authority authority = directory.authority();
    List<X509Certificate> believed = new ArrayList<>();
    believed.add(authority.credential().certificate());
    Path extra = config.access().clientCa();
    if (extra != null) {
      believed.addAll(Pem.certificates(extra));
    }
    return new Keys(
        authority, serving(directory, authority), directory.administrator(authority), believed);
  }

  private Credential serving(PkiDirectory directory, Authority authority) throws StartException {
    Path certificate = config.listen().certificate();
    Path key = config.listen().privateKey();
    if (certificate == null && key == null) {
      return directory.serving(authority, ownAddresses());
    }
    if (certificate == null || key == null) {
      throw new StartException(
          "--tls-cert-file and --tls-private-key-file are given together or not at all");
    }
    return new Credential(Pem.privateKey(key), Pem.certificates(certificate));
  }

  private Set<String> ownAddresses() {
    String address = config.listen().bindAddress();
    boolean any = address.equals("0.0.0.0") || address.equals("::") || address.equals("localhost");
    String cluster = new ServiceRange(config.network().serviceRange()).first();
    return any ? Set.of(cluster) : Set.of(cluster, address);
  }

  private Store store(Threads threads) throws StoreException {
    return switch (config.storage().kind()) {
      case MEMORY -> new MemoryStore();
      case LOCAL ->
          LocalStore.open(
              LocalStoreSettings.of(
                  config.storage().dataDirectory().resolve("store"),
                  threads.platform("store-writer")));
    };
  }

  private HttpServer listen(HttpServer.Prepared engine, Handler handler) throws StartException {
    try {
      return engine.start(ledger, handler);
    } catch (IOException e) {
      throw new StartException(
          "cannot listen on "
              + config.listen().bindAddress()
              + " port "
              + config.listen().securePort()
              + ": "
              + reason(e),
          e);
    }
  }

  private static String reason(IOException problem) {
    Throwable cause = problem;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = String.valueOf(cause.getMessage());
    return cause instanceof java.net.BindException && message.contains("in use")
        ? "the port is in use"
        : message;
  }

  private <T extends AutoCloseable> T open(T part) {
    opened.push(part);
    return part;
  }

  public int port() {
    return http.port();
  }

  /// Where clients on this machine reach it.
  public String url() {
    String address = config.listen().bindAddress();
    boolean any = address.equals("0.0.0.0") || address.equals("::");
    String host = any ? "127.0.0.1" : address.contains(":") ? "[" + address + "]" : address;
    return "https://" + host + ":" + port();
  }

  public Path dataDirectory() {
    return config.storage().dataDirectory();
  }

  /// The administrator's kubeconfig, for `system:masters`.
  public Path kubeconfig() {
    return kubeconfig;
  }

  /// With what its administrator, of `system:masters`, reaches it.
  public Kubeconfig administrator() {
    return administrator;
  }

  /// What can be done to it from below, for tests.
  ///
  /// @throws IllegalStateException its store is not the one in memory
  public TestAccess testAccess() {
    if (store instanceof MemoryStore memory) {
      return new TestAccess(memory, wiring, ledger, threads);
    }
    throw new IllegalStateException("only what is in memory can be put back");
  }

  /// The requests that are in it now: for tests, which end with none.
  public Ledger ledger() {
    return ledger;
  }

  /// Stops gracefully, within the configured bound: what was acknowledged is on disk.
  @Override
  public void close() {
    if (!stopping.compareAndSet(false, true)) {
      return;
    }
    try {
      new Ending(http, ledger, wiring, log).serve(config.stop());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closeAll();
  }

  private void closeAll() {
    while (!opened.isEmpty()) {
      AutoCloseable part = opened.pop();
      try {
        part.close();
      } catch (Exception e) {
        log.fault("stop", e);
      }
    }
  }
}
