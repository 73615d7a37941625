package dev.stopwater.assembly;

import dev.stopwater.access.authentication.Authenticator;
import dev.stopwater.access.authentication.Authenticators;
import dev.stopwater.access.authentication.CertificateAuthenticator;
import dev.stopwater.access.authentication.TokenAuthenticator;
import dev.stopwater.access.authentication.Tokens;
import dev.stopwater.access.authorization.Authorizer;
import dev.stopwater.access.authorization.MastersOnly;
import dev.stopwater.admission.builtin.BuiltinAdmission;
import dev.stopwater.http.ClientAuthorities;
import dev.stopwater.http.Handler;
import dev.stopwater.http.engine.HttpServer;
import dev.stopwater.lifecycle.Ledger;
import dev.stopwater.lifecycle.LedgerListener;
import dev.stopwater.lifecycle.Threads;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.KindRules;
import dev.stopwater.resources.ResourceStore;
import dev.stopwater.resources.Resources;
import dev.stopwater.resources.Versioning;
import dev.stopwater.resources.builtin.BuiltinRules;
import dev.stopwater.resources.builtin.BuiltinVersions;
import dev.stopwater.resources.builtin.services.AddressRange;
import dev.stopwater.resources.builtin.services.ServiceReservations;
import dev.stopwater.resources.builtin.warnings.Warnings;
import dev.stopwater.resources.catalog.Catalog;
import dev.stopwater.resources.definition.Definition;
import dev.stopwater.resources.lifecycle.NamespaceEnding;
import dev.stopwater.server.ApiDocuments;
import dev.stopwater.server.ApiVerbs;
import dev.stopwater.server.InFlight;
import dev.stopwater.server.LateRequests;
import dev.stopwater.server.Paths;
import dev.stopwater.server.RequestCounting;
import dev.stopwater.server.RequestLabels;
import dev.stopwater.server.RequestLog;
import dev.stopwater.server.RequestPath;
import dev.stopwater.server.Routes;
import dev.stopwater.server.Stopping;
import dev.stopwater.server.health.Check;
import dev.stopwater.server.health.Health;
import dev.stopwater.server.health.VersionDocument;
import dev.stopwater.server.representation.Answers;
import dev.stopwater.server.representation.ServedForms;
import dev.stopwater.server.request.Filter;
import dev.stopwater.server.stream.OpenWatches;
import dev.stopwater.server.stream.WatchStream;
import dev.stopwater.server.verb.Freshness;
import dev.stopwater.server.verb.Gates;
import dev.stopwater.server.verb.ObjectDecoder;
import dev.stopwater.server.verb.WarningGates;
import dev.stopwater.store.Store;
import dev.stopwater.telemetry.RequestMetrics;
import dev.stopwater.telemetry.RoadMetrics;
import dev.stopwater.tracing.Tracing;
import dev.stopwater.watchcache.WatchCaches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Puts the parts of one server together, from the store upwards; holds no logic of its own.
final class Wiring {

  private static final Set<String> EVERYWHERE = Set.of("livez", "readyz", "healthz");
  private static final Set<String> SUBRESOURCES =
      Set.of(
          "",
          "status",
          "scale",
          "finalize",
          "binding",
          "eviction",
          "log",
          "approval",
          "token",
          "ephemeralcontainers",
          "resize",
          "exec",
          "attach",
          "portforward",
          "proxy");
  private static final Duration LONGEST_WRITE = Duration.ofSeconds(34); // as upstream
  private static final Duration LONGEST_WATCH = Duration.ofHours(24);
  private static final Duration BOOKMARKS = Duration.ofSeconds(60);
  private static final Duration FAREWELL = Duration.ofSeconds(10);

  private final ServerConfig config;
  private final InstantSource clock;
  private final Catalog catalog = Catalog.builtin();
  private final WatchCaches caches;
  private final KindRules rules;
  private final Versioning versioning = new BuiltinVersions();
  private final Resources resources;
  private final ServiceReservations reservations;
  private final Tokens tokens;
  private final Authorizer authorizer = new MastersOnly();
  private final Log log;
  private final BooleanSupplier stopping;
  private final Answers answers;
  private final Stopping stopServing;
  private final OpenWatches openWatches = new OpenWatches();
  private final RequestMetrics metrics = new RequestMetrics();
  private final RoadMetrics road = metrics.road(System::nanoTime);
  private final RequestLabels labels =
      new RequestLabels(info ->
          catalog.find(info.group(), info.version(), info.resource()) != null
              && SUBRESOURCES.contains(info.subresource()));
  private final @Nullable Turns turns;
  private final @Nullable Tracing tracing;

  Wiring(
      ServerConfig config,
      InstantSource clock,
      Store store,
      WatchCaches caches,
      Log log,
      BooleanSupplier stopping,
      @Nullable Tracing tracing)
      throws StartException {
    this.config = config;
    this.tracing = tracing;
    this.clock = clock;
    this.caches = caches;
    this.log = log;
    this.stopping = stopping;
    this.rules = new BuiltinRules(clock);
    this.answers =
        new Answers(
            new ServedForms(
                versioning,
                (definition, object) -> rules.shown(definition, object),
                new KindTables(clock)));
    this.stopServing = new Stopping(answers);
    Path file = config.access().tokens();
    this.tokens = file == null ? Tokens.NONE : tokens(file);
    this.reservations =
        new ServiceReservations(
            new AddressRange(config.network().serviceRange()),
            new SecureRandom(),
            new AddressObjects(() -> stored("networking.k8s.io", "v1", "ipaddresses")));
    this.resources =
        new Resources(
            new Resources.Parts(
                catalog,
                store,
                caches,
                rules,
                reservations,
                clock,
                config.storage().prefix(),
                BuiltinRules::attributes));
    this.turns = config.limits().fair() ? turns() : null;
  }

  private Authenticator authenticator(List<X509Certificate> authorities) {
    List<Authenticator> inTurn = new ArrayList<>();
    inTurn.add(new CertificateAuthenticator(new ClientAuthorities(authorities, clock)));
    if (tokens instanceof Authenticator known) {
      inTurn.add(known);
    }
    return new Authenticators(inTurn);
  }

  private static TokenAuthenticator tokens(Path file) throws StartException {
    try {
      return TokenAuthenticator.of(Files.readAllLines(file));
    } catch (IOException e) {
      throw new StartException("cannot read the token file " + file, e);
    } catch (IllegalArgumentException e) {
      throw new StartException(e.getMessage() + ": " + file, e);
    }
  }

  /// @param debug pages about the server itself
  /// @param clientAuthorities whose certificates are believed
  Handler requestPath(Paths.DebugPages debug, List<X509Certificate> clientAuthorities) {
    return new RequestPath(parts(debug, clientAuthorities));
  }

  /// What the road is made of; a bench leaves some of it out.
  RequestPath.Parts parts(Paths.DebugPages debug, List<X509Certificate> clientAuthorities) {
    Routes routes =
        new Routes(catalog, each -> resources.stores(each) ? resources.of(each) : null, verbs());
    Paths paths =
        new Paths(
            routes,
            new ApiDocuments(catalog, answers, clock),
            health(),
            new VersionDocument(Versions.KUBERNETES, "stopwater-" + Versions.STOPWATER),
            request -> RequestCounting.serve(metrics, request),
            debug);
    return new RequestPath.Parts(
        clock,
        config.limits().request(),
        LONGEST_WRITE,
        answers,
        authenticator(clientAuthorities),
        authorizer,
        turns == null ? inFlight() : turns.filter(openWatches, this::find),
        stopServing,
        config.limits().http().goAwayChance(),
        road,
        observer(),
        turns == null ? paths : turns.dumps(paths));
  }

  private RequestPath.Observer observer() {
    RequestPath.Observer counting =
        new RequestCounting(
            metrics,
            road,
            new RequestLog(log::line, config.behaviour().verbosity(), clock),
            labels,
            clock);
    return tracing == null ? counting : tracing.around(counting);
  }

  private Filter inFlight() {
    return new InFlight(config.limits().inFlight(), config.limits().mutatingInFlight());
  }

  private @Nullable ResourceStore find(String group, String version, String resource) {
    Definition definition = catalog.find(group, version, resource);
    return definition != null && resources.stores(definition) ? resources.of(definition) : null;
  }

  private Turns turns() {
    Definition schemas = definition("flowcontrol.apiserver.k8s.io", "v1", "flowschemas");
    Definition levels =
        definition("flowcontrol.apiserver.k8s.io", "v1", "prioritylevelconfigurations");
    Bootstrap bootstrap = new Bootstrap(catalog, resources, rules);
    return new Turns(
        config.limits(),
        metrics,
        clock,
        resources.of(schemas),
        resources.of(levels),
        bootstrap.shipped(schemas),
        bootstrap.shipped(levels));
  }

  /// The loops of flow control, if there is any.
  void takeTurns(Threads threads) {
    if (turns != null) {
      turns.run(threads);
    }
  }

  private ApiVerbs verbs() {
    return new Verbs(
            catalog,
            resources,
            new ObjectDecoder(catalog, rules, versioning),
            gates(),
            answers,
            rules,
            clock)
        .all(
            new Verbs.Access(authorizer, tokens),
            new Freshness(caches),
            new WatchStream.Limits(
                config.limits().minimumWatch(), LONGEST_WATCH, BOOKMARKS, FAREWELL, clock),
            openWatches,
            metrics.watches(System::nanoTime));
  }

  private Gates gates() {
    Gates gates =
        new WarningGates(
            new AdmissionGates(catalog, resources, BuiltinAdmission::of),
            Warnings::early,
            Warnings::of);
    return tracing == null ? gates : tracing.around(gates);
  }

  private Health health() {
    return new Health(
        List.of(
            new Check("ping", EVERYWHERE, () -> ""),
            new Check("log", EVERYWHERE, () -> ""),
            new Check("etcd", EVERYWHERE, () -> ""),
            new Check(
                "shutdown",
                Set.of("readyz"),
                () -> stopping.getAsBoolean() ? "process is shutting down" : "")));
  }

  /// Empties namespaces that are being deleted.
  Threads.Turn namespaceEnding() {
    List<ResourceStore> contents = new ArrayList<>();
    for (Definition definition : catalog.definitions()) {
      if (definition.namespaced() && resources.stores(definition)) {
        ResourceStore store = resources.of(definition);
        if (store.definition().equals(definition)) {
          contents.add(definition.kind().equals("Pod") ? 0 : contents.size(), store);
        }
      }
    }
    return new NamespaceEnding(stored("", "v1", "namespaces"), contents, clock)::turn;
  }

  /// Ends all watches cleanly, for a server that stops, over a time.
  void endWatches(Duration within) {
    openWatches.endAll(within);
  }

  /// What requests are told that come while the server stops.
  Stopping stopping() {
    return stopServing;
  }

  /// Logs and counts what the ledger sees.
  LedgerListener ledgerListener() {
    return new LateRequests(log::line, log::fault, metrics, labels, System::nanoTime);
  }

  /// Shows what became of spans among the metrics, if there are any.
  void watchTracing() {
    Tracing followed = tracing;
    if (followed != null) {
      metrics.counter(
          "stopwater_spans_exported", "Spans that reached the collector.", followed::exported);
      metrics.counter(
          "stopwater_spans_lost", "Spans that did not reach the collector.", followed::lost);
    }
  }

  /// Shows the ledger, and what is stored, among the metrics.
  void watch(Ledger ledger) {
    Gauges gauges = new Gauges(metrics);
    gauges.of(ledger);
    gauges.of(resources, catalog);
  }

  /// What the monitor watches, and where it tells of it.
  Monitoring.Parts monitored(Ledger ledger) {
    return new Monitoring.Parts(
        config, ledger, openWatches::count, stored("", "v1", "events"), metrics, log);
  }

  /// Shows the connections among the metrics.
  void watch(HttpServer http) {
    new Gauges(metrics).of(http);
  }

  private ResourceStore stored(String group, String version, String resource) {
    return resources.of(definition(group, version, resource));
  }

  private Definition definition(String group, String version, String resource) {
    return Objects.requireNonNull(catalog.find(group, version, resource));
  }

  private List<MapValue> services() {
    List<MapValue> services = new ArrayList<>();
    stored("", "v1", "services")
        .cache()
        .snapshot()
        .items("", "")
        .forEachRemaining(item -> services.add(ResourceStore.tree(item)));
    return services;
  }

  /// Learns which addresses and ports are in use, after the store was changed from below.
  void learnAnew() {
    reservations.refill(services());
  }

  /// Makes a namespace, unless it exists.
  void namespace(String name) throws InterruptedException {
    new Bootstrap(catalog, resources, rules).namespace(name);
  }

  /// Makes what exists on every server, if it does not.
  void bootstrap() throws InterruptedException {
    reservations.fill(services()); // before the first write
    new Bootstrap(catalog, resources, rules).ensure(config);
    if (turns != null) {
      turns.begin();
    }
  }

  /// Makes the `kubernetes` Service and its endpoints, if they do not exist.
  void announce(int port) throws InterruptedException {
    new Bootstrap(catalog, resources, rules).announce(config, port);
  }
}
