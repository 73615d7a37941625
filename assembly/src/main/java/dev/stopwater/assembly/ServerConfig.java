package dev.stopwater.assembly;

import dev.stopwater.lifecycle.ByteLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything that one API server is told before it starts.
///
/// @param listen where it listens, and with which keys
/// @param storage where its objects are
/// @param limits how long and how much
/// @param stop how it ends
/// @param access whom it believes
/// @param network what it hands out
/// @param behaviour switches
/// @param tracing whether requests are followed, and where to
public record ServerConfig(
    Listen listen,
    Storage storage,
    Limits limits,
    Stop stop,
    Access access,
    Network network,
    Behaviour behaviour,
    Tracing tracing) {

  /// @param bindAddress such as `0.0.0.0`
  /// @param securePort 0 for any free one
  /// @param certificate PEM file, or null to make one
  /// @param privateKey PEM file, or null to make one
  public record Listen(
      String bindAddress, int securePort, @Nullable Path certificate, @Nullable Path privateKey) {}

  /// @param dataDirectory for the store, keys and the kubeconfig
  /// @param prefix of all keys, such as `/registry`
  public record Storage(Path dataDirectory, Kind kind, String prefix) {

    /// Which store.
    public enum Kind {
      LOCAL,
      MEMORY
    }
  }

  /// @param request what a request may take from its arrival
  /// @param minimumWatch what a watch without a wish lasts at least
  /// @param inFlight non-mutating requests at once; 0 for no limit
  /// @param mutatingInFlight mutating requests at once; 0 for no limit
  /// @param fair whether both together are shared out by priority and fairness, which needs some
  /// @param http what a client may take of the server, and how long it may be silent
  /// @param bytes how much memory requests may hold
  public record Limits(
      Duration request,
      Duration minimumWatch,
      int inFlight,
      int mutatingInFlight,
      boolean fair,
      dev.stopwater.http.Limits http,
      ByteLimits bytes) {

    /// @throws IllegalArgumentException in kube-apiserver's words
    public Limits {
      notNegative("--max-requests-inflight", inFlight);
      notNegative("--max-mutating-requests-inflight", mutatingInFlight);
      if (fair && inFlight + mutatingInFlight <= 0) {
        throw new IllegalArgumentException(
            "invalid configuration: MaxRequestsInFlight=%d and MaxMutatingRequestsInFlight=%d; they must add up to something positive"
                .formatted(inFlight, mutatingInFlight));
      }
    }

    private static void notNegative(String flag, int value) {
      if (value < 0) {
        throw new IllegalArgumentException(flag + " can not be negative value");
      }
    }
  }

  /// @param bound what finishing the requests that are being served may take
  /// @param delay for which everything is served while `/readyz` says that the end is near
  /// @param comeBack whether new requests are then told to come back, while the port stays open
  ///   until the others are done; else it is closed
  /// @param watches over how long the ends of watches are spread
  public record Stop(Duration bound, Duration delay, boolean comeBack, Duration watches) {

    public static final Stop STANDARD =
        new Stop(Duration.ofSeconds(30), Duration.ZERO, false, Duration.ZERO);
  }

  /// @param clientCa PEM file of an authority for client certificates beside our own, or null
  /// @param tokens file of static tokens, or null
  public record Access(@Nullable Path clientCa, @Nullable Path tokens) {}

  /// @param serviceRange for cluster addresses, such as `10.0.0.0/16`
  public record Network(String serviceRange) {}

  /// @param allowPrivileged whether containers may be privileged
  /// @param verbosity 0 logs failures only, 3 every request
  /// @param profiling whether `/debug/pprof/` is served
  public record Behaviour(
      boolean allowPrivileged, int verbosity, boolean profiling, Monitoring monitoring) {}

  /// @param on whether memory and requests are sampled, `/debug/monitor` is served, and growth
  ///   raises alarms
  /// @param interval between two samples, at most half a minute
  /// @param webhook where alarms are posted, or an empty text
  public record Monitoring(boolean on, Duration interval, String webhook) {

    private static final Duration LONGEST = Duration.ofSeconds(30); // each minute needs one

    public static final Monitoring STANDARD = new Monitoring(true, Duration.ofSeconds(10), "");
    public static final Monitoring OFF = new Monitoring(false, Duration.ofSeconds(10), "");

    public Monitoring {
      if (interval.toMillis() < 1 || interval.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException("--monitor-interval must be at most 30s, and not 0");
      }
    }
  }

  /// @param file with a `TracingConfiguration`, or null
  /// @param environment in which OpenTelemetry's variables are looked for
  public record Tracing(@Nullable Path file, Map<String, String> environment) {

    public static final Tracing NONE = new Tracing(null, Map.of());

    public Tracing {
      environment = Map.copyOf(environment);
    }
  }

  /// A server for one machine, as `stopwater serve` starts it.
  public static ServerConfig of(Path dataDirectory) {
    return new ServerConfig(
        new Listen("0.0.0.0", 6443, null, null),
        new Storage(dataDirectory, Storage.Kind.LOCAL, "/registry"),
        new Limits(
            Duration.ofSeconds(60),
            Duration.ofSeconds(1800),
            400,
            200,
            true,
            dev.stopwater.http.Limits.STANDARD,
            ByteLimits.ofHeap(Runtime.getRuntime().maxMemory())),
        Stop.STANDARD,
        new Access(null, null),
        new Network("10.0.0.0/24"),
        new Behaviour(true, 0, true, Monitoring.STANDARD),
        Tracing.NONE);
  }

  /// The same with another port.
  public ServerConfig onPort(int port) {
    return new ServerConfig(
        new Listen(listen.bindAddress, port, listen.certificate, listen.privateKey),
        storage,
        limits,
        stop,
        access,
        network,
        behaviour,
        tracing);
  }

  /// The same, with requests followed or not.
  public ServerConfig traced(Tracing by) {
    return new ServerConfig(listen, storage, limits, stop, access, network, behaviour, by);
  }

  /// The same, watched otherwise.
  public ServerConfig monitored(Monitoring by) {
    Behaviour watched =
        new Behaviour(behaviour.allowPrivileged, behaviour.verbosity, behaviour.profiling, by);
    return new ServerConfig(listen, storage, limits, stop, access, network, watched, tracing);
  }

  /// The same with another store.
  public ServerConfig storedIn(Storage.Kind kind) {
    return new ServerConfig(
        listen,
        new Storage(storage.dataDirectory, kind, storage.prefix),
        limits,
        stop,
        access,
        network,
        behaviour,
        tracing);
  }
}
