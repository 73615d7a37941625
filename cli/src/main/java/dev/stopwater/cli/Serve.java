package dev.stopwater.cli;

import dev.stopwater.assembly.ApiServer;
import dev.stopwater.assembly.ServerConfig;
import dev.stopwater.assembly.StartException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// `stopwater serve`: one API server, until it is told to stop.
final class Serve implements Callable<Integer> {

  private final Flags flags = new Flags();

  private final Flag<Path> dataDirectory =
      flags.path(
          "--data-dir",
          "DIR",
          Path.of(".stopwater"),
          "Where objects, keys and the kubeconfig are kept. Default: ${DEFAULT-VALUE}");

  private final Flag<ServerConfig.Storage.Kind> store =
      flags.choice(
          "--store",
          "local|memory",
          ServerConfig.Storage.Kind.LOCAL,
          "Durable in the data directory, or in memory only. Default: ${DEFAULT-VALUE}");

  private final Flag<String> bindAddress =
      flags.of(
          "--bind-address",
          "ADDRESS",
          "0.0.0.0",
          "The address to listen on. Default: ${DEFAULT-VALUE}");

  private final Flag<Integer> securePort =
      flags.of(
          "--secure-port",
          "PORT",
          6443,
          "The port to listen on; 0 for any free one. Default: ${DEFAULT-VALUE}");

  private final Flag<@Nullable Path> certificate =
      flags.file(
          "--tls-cert-file",
          "The serving certificate and its chain, PEM. Default: made at the first start.");

  private final Flag<@Nullable Path> privateKey =
      flags.file("--tls-private-key-file", "The serving certificate's key, PEM.");

  private final Flag<@Nullable Path> clientCa =
      flags.file("--client-ca-file", "Further authorities for client certificates, PEM.");

  private final Flag<@Nullable Path> tokens =
      flags.file(
          "--token-auth-file",
          "Static tokens: a line 'token,user,uid,\"group1,group2\"' for each.");

  private final Flag<Duration> requestTimeout =
      flags.duration(
          "--request-timeout", Duration.ofSeconds(60), "What a request may take. Default: 60s");

  private final Flag<Integer> minimumWatch =
      flags.of(
          "--min-request-timeout",
          "SECONDS",
          1800,
          "What a watch without a wish lasts at least. Default: ${DEFAULT-VALUE}");

  private final Flag<Integer> inFlight =
      flags.of(
          "--max-requests-inflight",
          "N",
          400,
          "Reading requests at once; 0 for no limit. Default: ${DEFAULT-VALUE}");

  private final Flag<Integer> mutatingInFlight =
      flags.of(
          "--max-mutating-requests-inflight",
          "N",
          200,
          "Writing requests at once; 0 for no limit. Default: ${DEFAULT-VALUE}");

  private final Flag<Boolean> fair =
      flags.either(
          "--enable-priority-and-fairness",
          true,
          "Share the requests at once, both kinds together, by FlowSchemas and "
              + "PriorityLevelConfigurations. Default: ${DEFAULT-VALUE}");

  private final Flag<String> prefix =
      flags.of(
          "--etcd-prefix",
          "PREFIX",
          "/registry",
          "What all keys in the store begin with. Default: ${DEFAULT-VALUE}");

  private final Flag<String> serviceRange =
      flags.of(
          "--service-cluster-ip-range",
          "CIDR",
          "10.0.0.0/24",
          "Where Services get their addresses from. Default: ${DEFAULT-VALUE}");

  private final Flag<Boolean> allowPrivileged =
      flags.either(
          "--allow-privileged", true, "Let containers be privileged. Default: ${DEFAULT-VALUE}");

  private final HttpFlags http = new HttpFlags(flags);

  private final MemoryFlags memory = new MemoryFlags(flags);

  private final StopFlags stop = new StopFlags(flags);

  private final Flag<Boolean> profiling =
      flags.either(
          "--profiling", true, "Serve profiles at /debug/pprof/. Default: ${DEFAULT-VALUE}");

  private final MonitorFlags monitor = new MonitorFlags(flags);

  private final Flag<@Nullable Path> tracingConfiguration =
      flags.file(
          "--tracing-config-file",
          "A TracingConfiguration: where spans of requests are sent, and of how many."
              + " Default: the OTEL_* environment variables, if they name a collector.");

  private final Flag<Integer> verbosity =
      flags.level("--v", "-v", "How much is logged: 0 failures only, 3 every request. Default: 0");

  /// This command as the parser knows it.
  CommandSpec spec() {
    return flags.command("serve", this, "Serve the Kubernetes API.");
  }

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
        new ServerConfig.Listen(
            bindAddress.value(), securePort.value(), certificate.value(), privateKey.value()),
        new ServerConfig.Storage(
            dataDirectory.value().toAbsolutePath().normalize(), store.value(), prefix.value()),
        new ServerConfig.Limits(
            requestTimeout.value(),
            Duration.ofSeconds(minimumWatch.value()),
            inFlight.value(),
            mutatingInFlight.value(),
            fair.value(),
            http.limits(),
            memory.limits()),
        stop.stop(),
        new ServerConfig.Access(clientCa.value(), tokens.value()),
        new ServerConfig.Network(serviceRange.value()),
        new ServerConfig.Behaviour(
            allowPrivileged.value(), verbosity.value(), profiling.value(), monitor.monitoring()),
        new ServerConfig.Tracing(tracingConfiguration.value(), System.getenv()));
  }
}
