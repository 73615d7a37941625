package dev.stopwater.cli;

import dev.stopwater.assembly.ApiServer;
import dev.stopwater.assembly.ServerConfig;
import dev.stopwater.assembly.StartException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `stopwater serve`: one API server, until it is told to stop.
@Command(
    name = "serve",
    description = "Serve the Kubernetes API.",
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class Serve implements Callable<Integer> {

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Where objects, keys and the kubeconfig are kept. Default: ${DEFAULT-VALUE}")
  private Path dataDirectory = Path.of(".stopwater");

  @Option(
      names = "--store",
      paramLabel = "local|memory",
      description = "Durable in the data directory, or in memory only. Default: ${DEFAULT-VALUE}")
  private ServerConfig.Storage.Kind store = ServerConfig.Storage.Kind.LOCAL;

  @Option(
      names = "--bind-address",
      paramLabel = "ADDRESS",
      description = "The address to listen on. Default: ${DEFAULT-VALUE}")
  private String bindAddress = "0.0.0.0";

  @Option(
      names = "--secure-port",
      paramLabel = "PORT",
      description = "The port to listen on; 0 for any free one. Default: ${DEFAULT-VALUE}")
  private int securePort = 6443;

  @Option(
      names = "--tls-cert-file",
      paramLabel = "FILE",
      description = "The serving certificate and its chain, PEM. Default: made at the first start.")
  private @Nullable Path certificate;

  @Option(
      names = "--tls-private-key-file",
      paramLabel = "FILE",
      description = "The serving certificate's key, PEM.")
  private @Nullable Path privateKey;

  @Option(
      names = "--client-ca-file",
      paramLabel = "FILE",
      description = "Further authorities for client certificates, PEM.")
  private @Nullable Path clientCa;

  @Option(
      names = "--token-auth-file",
      paramLabel = "FILE",
      description = "Static tokens: a line 'token,user,uid,\"group1,group2\"' for each.")
  private @Nullable Path tokens;

  @Option(
      names = "--request-timeout",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "What a request may take. Default: 60s")
  private Duration requestTimeout = Duration.ofSeconds(60);

  @Option(
      names = "--min-request-timeout",
      paramLabel = "SECONDS",
      description = "What a watch without a wish lasts at least. Default: ${DEFAULT-VALUE}")
  private int minimumWatch = 1800;

  @Option(
      names = "--max-requests-inflight",
      paramLabel = "N",
      description = "Reading requests at once; 0 for no limit. Default: ${DEFAULT-VALUE}")
  private int inFlight = 400;

  @Option(
      names = "--max-mutating-requests-inflight",
      paramLabel = "N",
      description = "Writing requests at once; 0 for no limit. Default: ${DEFAULT-VALUE}")
  private int mutatingInFlight = 200;

  @Option(
      names = "--enable-priority-and-fairness",
      arity = "0..1",
      fallbackValue = "true",
      description =
          "Share the requests at once, both kinds together, by FlowSchemas and "
              + "PriorityLevelConfigurations. Default: ${DEFAULT-VALUE}")
  private boolean fair = true;

  @Option(
      names = "--etcd-prefix",
      paramLabel = "PREFIX",
      description = "What all keys in the store begin with. Default: ${DEFAULT-VALUE}")
  private String prefix = "/registry";

  @Option(
      names = "--service-cluster-ip-range",
      paramLabel = "CIDR",
      description = "Where Services get their addresses from. Default: ${DEFAULT-VALUE}")
  private String serviceRange = "10.0.0.0/24";

  @Option(
      names = "--allow-privileged",
      arity = "0..1",
      fallbackValue = "true",
      description = "Let containers be privileged. Default: ${DEFAULT-VALUE}")
  private boolean allowPrivileged = true;

  @Mixin private final HttpFlags http = new HttpFlags();

  @Mixin private final MemoryFlags memory = new MemoryFlags();

  @Mixin private final StopFlags stop = new StopFlags();

  @Option(
      names = "--profiling",
      arity = "0..1",
      fallbackValue = "true",
      description = "Serve profiles at /debug/pprof/. Default: ${DEFAULT-VALUE}")
  private boolean profiling = true;

  @Mixin private final MonitorFlags monitor = new MonitorFlags();

  @Option(
      names = "--tracing-config-file",
      paramLabel = "FILE",
      description =
          "A TracingConfiguration: where spans of requests are sent, and of how many."
              + " Default: the OTEL_* environment variables, if they name a collector.")
  private @Nullable Path tracingConfiguration;

  @Option(
      names = {"--v", "-v"},
      paramLabel = "LEVEL",
      description = "How much is logged: 0 failures only, 3 every request. Default: 0")
  private int verbosity;

  @Override
  public Integer call() throws InterruptedException {
    ApiServer server;
    try {
      server = ApiServer.start(config());
    } catch (StartException e) {
      System.err.println("stopwater: " + e.sentence());
      return 1;
    } catch (IllegalArgumentException e) {
      System.err.println("stopwater: " + e.getMessage());
      return 2;
    }
    Signals signals = new Signals(server);
    signals.install();
    System.out.println(Screen.of(server));
    signals.awaitStop();
    return 0;
  }

  /// What was asked for.
  ServerConfig config() {
    return new ServerConfig(
        new ServerConfig.Listen(bindAddress, securePort, certificate, privateKey),
        new ServerConfig.Storage(dataDirectory.toAbsolutePath().normalize(), store, prefix),
        new ServerConfig.Limits(
            requestTimeout,
            Duration.ofSeconds(minimumWatch),
            inFlight,
            mutatingInFlight,
            fair,
            http.limits(),
            memory.limits()),
        stop.stop(),
        new ServerConfig.Access(clientCa, tokens),
        new ServerConfig.Network(serviceRange),
        new ServerConfig.Behaviour(allowPrivileged, verbosity, profiling, monitor.monitoring()),
        new ServerConfig.Tracing(tracingConfiguration, System.getenv()));
  }
}
