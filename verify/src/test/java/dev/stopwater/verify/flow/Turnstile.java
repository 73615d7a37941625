package dev.stopwater.verify.flow;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stopwater.access.UserInfo;
import dev.stopwater.access.authentication.Authenticator;
import dev.stopwater.access.authorization.Authorizer;
import dev.stopwater.assembly.pki.Authority;
import dev.stopwater.assembly.pki.Credential;
import dev.stopwater.assembly.pki.PkiDirectory;
import dev.stopwater.flowcontrol.FlowControl;
import dev.stopwater.http.HttpServerSettings;
import dev.stopwater.http.Limits;
import dev.stopwater.http.ServerTls;
import dev.stopwater.http.engine.HttpServer;
import dev.stopwater.lifecycle.LateOutcome;
import dev.stopwater.lifecycle.Ledger;
import dev.stopwater.lifecycle.LedgerListener;
import dev.stopwater.lifecycle.LedgerSettings;
import dev.stopwater.lifecycle.RequestSnapshot;
import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.builtin.BuiltinVersions;
import dev.stopwater.server.Crowd;
import dev.stopwater.server.InFlight;
import dev.stopwater.server.PriorityAndFairness;
import dev.stopwater.server.RequestPath;
import dev.stopwater.server.Stopping;
import dev.stopwater.server.Widths;
import dev.stopwater.server.representation.Answers;
import dev.stopwater.server.representation.ServedForms;
import dev.stopwater.server.request.Filter;
import dev.stopwater.server.request.RequestContext;
import dev.stopwater.server.stream.OpenWatches;
import dev.stopwater.server.verb.Target;
import dev.stopwater.telemetry.FlowMetrics;
import dev.stopwater.telemetry.RequestMetrics;
import dev.stopwater.verify.Client;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The road of a request over a real connection, with handlers that end when the test says so. Who
/// asks is told by the header `As`: `waiter`'s level has one seat and one place to wait,
/// `chancer`'s one seat and none, `system:masters` are exempt.
final class Turnstile implements AutoCloseable {

  /// Seats of both levels, one for each.
  private static final int SEATS = 2;

  private static final Duration WRITE = Duration.ofMinutes(1);
  private static final Pattern VALUE = Pattern.compile("([a-z_]+)\\{([^}]*)} ([0-9.E+-]+)");

  final Holding handlers = new Holding();
  final Queue<Throwable> faults = new ConcurrentLinkedQueue<>();
  final Ledger ledger;
  private final RequestMetrics metrics = new RequestMetrics();
  private final HttpServer http;
  private final HttpClient client;

  private Turnstile(Path home, Duration allotted, @Nullable Filter turns) throws Exception {
    PkiDirectory pki = new PkiDirectory(home.resolve("pki"), Instant.now());
    Authority authority = pki.authority();
    Credential own = pki.serving(authority, Set.of());
    ledger = Ledger.start(LedgerSettings.of("turnstile", allotted, listener()));
    http =
        HttpServer.start(
            new HttpServerSettings(
                "127.0.0.1", 0, new ServerTls(own.chain(), own.key(), List.of()), Limits.STANDARD),
            ledger,
            road(allotted, turns == null ? fair() : turns));
    Path config = home.resolve("kubeconfig");
    pki.kubeconfig(config, url(""), authority, pki.administrator(authority));
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_2)
            .sslContext(Client.tls(config))
            .build();
  }

  /// Lets requests in by priority and fairness.
  static Turnstile fair(Path home, Duration allotted) throws Exception {
    return new Turnstile(home, allotted, null);
  }

  /// Lets one reading and one writing request in at once.
  static Turnstile counting(Path home, Duration allotted) throws Exception {
    return new Turnstile(home, allotted, new InFlight(1, 1));
  }

  private LedgerListener listener() {
    return new LedgerListener() {
      @Override
      public void late(LateOutcome outcome) {}

      @Override
      public void leaked(RequestSnapshot request) {}

      @Override
      public void fault(String what, Throwable failure) {
        faults.add(failure);
      }
    };
  }

  private RequestPath road(Duration allotted, Filter turns) {
    Answers answers =
        new Answers(
            new ServedForms(new BuiltinVersions(), (definition, object) -> object, new NoTables()));
    return new RequestPath(
        new RequestPath.Parts(
            InstantSource.system(),
            allotted,
            WRITE,
            answers,
            exchange -> new Authenticator.Answer.Known(user(exchange.header("As"))),
            question -> new Authorizer.Decision.Allowed(""),
            turns,
            new Stopping(answers),
            0,
            new RequestMetrics().road(() -> 0),
            (request, next) -> next.handle(request),
            handlers));
  }

  private static UserInfo user(@Nullable String name) {
    String user = name == null ? "nobody" : name;
    List<String> groups = user.equals("master") ? List.of(UserInfo.MASTERS) : List.of();
    return new UserInfo(user, "", groups, Map.of());
  }

  private static final class NoTables implements ServedForms.TableRows {
    @Override
    public ListValue columns(RequestContext request, Target target) {
      return new ListValue();
    }

    @Override
    public ListValue cells(RequestContext request, Target target, MapValue object) {
      return new ListValue();
    }
  }

  // Flow control

  private Filter fair() {
    FlowMetrics flows = metrics.flows(System::nanoTime);
    FlowControl control = new FlowControl(SEATS, System::nanoTime, flows);
    control.configure(
        List.of(
            schema("masters", 1, "exempt", "{'kind':'Group','group':{'name':'system:masters'}}"),
            schema("waiters", 10, "waiting", "{'kind':'User','user':{'name':'waiter'}}"),
            schema("chancers", 20, "rejecting", "{'kind':'User','user':{'name':'chancer'}}")),
        List.of(
            json(
                "{'metadata':{'name':'exempt','uid':'uid-of-exempt'},'spec':{'type':'Exempt','exempt':{}}}"),
            level(
                "waiting",
                "{'type':'Queue','queuing':{'queues':1,'handSize':1,'queueLengthLimit':1}}"),
            level("rejecting", "{'type':'Reject'}")));
    control.adjust();
    return new PriorityAndFairness(
        control,
        new Widths((group, version, resource) -> null, new OpenWatches(), System::nanoTime),
        new Crowd(flows.kind(false), System::nanoTime),
        new Crowd(flows.kind(true), System::nanoTime));
  }

  private static MapValue schema(String name, int precedence, String level, String subject) {
    return json(
        ("{'metadata':{'name':'%s','uid':'uid-of-%s'},'spec':{'matchingPrecedence':%d,"
                + "'priorityLevelConfiguration':{'name':'%s'},'rules':[{'subjects':[%s],"
                + "'resourceRules':[{'verbs':['*'],'apiGroups':['*'],'resources':['*'],"
                + "'clusterScope':true,'namespaces':['*']}],'nonResourceRules':["
                + "{'verbs':['*'],'nonResourceURLs':['*']}]}]}}")
            .formatted(name, name, precedence, level, subject));
  }

  private static MapValue level(String name, String response) {
    return json(
        ("{'metadata':{'name':'%s','uid':'uid-of-%s'},'spec':{'type':'Limited','limited':{"
                + "'nominalConcurrencyShares':1,'lendablePercent':0,'borrowingLimitPercent':0,"
                + "'limitResponse':%s}}}")
            .formatted(name, name, response));
  }

  private static MapValue json(String text) {
    return (MapValue) Json.parse(text.replace('\'', '"').getBytes(UTF_8));
  }

  // Clients

  private String url(String path) {
    return "https://127.0.0.1:" + http.port() + path;
  }

  CompletableFuture<HttpResponse<String>> ask(String user, String method, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url(path)))
            .header("As", user)
            .timeout(Duration.ofSeconds(60))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(String user, String path) {
    return ask(user, "GET", path).join();
  }

  /// What a scrape shows of a series; NaN if it is not there.
  ///
  /// @param labels as they are written, in order
  double metric(String name, String labels) {
    Matcher each = VALUE.matcher(scrape());
    while (each.find()) {
      if (each.group(1).equals(name) && each.group(2).equals(labels)) {
        return Double.parseDouble(each.group(3));
      }
    }
    return Double.NaN;
  }

  String scrape() {
    return new String(metrics.text(), UTF_8);
  }

  @Override
  public void close() throws IOException {
    handlers.letAllEnd();
    client.close();
    http.close();
    ledger.close();
  }

  /// What is behind the turnstile: `/held` ends when it may, or is interrupted; `/deaf` only when
  /// it may; `/lost` can never end. A watch has sent its initial events when it may, and ends when
  /// it may once more. All else is answered at once.
  static final class Holding implements Filter.Next {

    /// A permit for each that has come in.
    final Semaphore inside = new Semaphore(0);

    /// A permit for each that may go on.
    final Semaphore mayEnd = new Semaphore(0);

    void letAllEnd() {
      mayEnd.release(1_000);
    }

    @Override
    public void handle(RequestContext request) throws Exception {
      inside.release();
      if (request.info().verb().equals("watch")) {
        watch(request);
        return;
      }
      switch (request.info().path()) {
        case "/held", "/api/v1/namespaces/default/pods" -> mayEnd.acquire();
        case "/deaf" -> mayEnd.acquireUninterruptibly();
        case "/lost" -> new Semaphore(0).acquireUninterruptibly();
        default -> {}
      }
      request.exchange().reply().send("done".getBytes(UTF_8));
    }

    private void watch(RequestContext request) throws Exception {
      request.exchange().reply().flush();
      mayEnd.acquire();
      request.initialised();
      request.exchange().live().longRunning(Duration.ofMinutes(1));
      inside.release();
      mayEnd.acquire();
      byte[] done = "done".getBytes(UTF_8);
      request.exchange().reply().write(done, 0, done.length);
      request.exchange().reply().end();
    }
  }
}
