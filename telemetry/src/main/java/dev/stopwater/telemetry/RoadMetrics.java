package dev.stopwater.telemetry;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/// What requests meet on their road, under kube-apiserver's names: who they are, whether they may,
/// how long they wait, what they bring. Threadsafe.
public final class RoadMetrics {

  private static final double[] FILTER_SECONDS = {
    0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 5, 10, 15, 30
  };

  /// The names that are counted one by one; others could be anybody's invention.
  private static final Set<String> NAMED_USERS =
      Set.of(
          "admin", "client", "kube_proxy", "kubelet", "system:serviceaccount:kube-system:default");

  /// How somebody was authenticated.
  public enum Authentication {
    SUCCESS,
    FAILURE,
    ERROR
  }

  /// How it was decided whether they may.
  public enum Authorization {
    ALLOWED,
    DENIED,
    NO_OPINION
  }

  private static final double FIRST_SECOND = 0.001;
  private static final int DOUBLINGS = 15;
  private static final int BODY_STEP = 100_000;
  private static final int BODY_BUCKETS = 31;

  private final LongSupplier nanos;
  private final DistributionDataPoint authenticationFilter;
  private final DistributionDataPoint authorizationFilter;
  private final DistributionDataPoint turnsFilter;
  private final Outcomes<Authentication> authentications;
  private final Outcomes<Authorization> authorizations;
  private final Counter users;
  private final Histogram bodies;
  private final Gauge deprecated;

  /// The attempts and their durations, for each result.
  private record Outcomes<R extends Enum<R>>(
      Map<R, CounterDataPoint> attempts, Map<R, DistributionDataPoint> durations) {

    private void add(R result, double seconds) {
      java.util.Objects.requireNonNull(attempts.get(result)).inc();
      java.util.Objects.requireNonNull(durations.get(result)).observe(seconds);
    }
  }

  RoadMetrics(PrometheusRegistry registry, LongSupplier nanos) {
    this.nanos = nanos;
    Histogram filters =
        Histogram.builder()
            .withoutExemplars()
            .name("apiserver_request_filter_duration_seconds")
            .help("What requests take in one filter, before the next one begins, in seconds.")
            .classicOnly()
            .classicUpperBounds(FILTER_SECONDS)
            .labelNames("filter")
            .register(registry);
    authenticationFilter = filters.labelValues("authentication");
    authorizationFilter = filters.labelValues("authorization");
    turnsFilter = filters.labelValues("priorityandfairness");
    authentications =
        outcomes(registry, "authentication", "authentication_attempts", Authentication.values());
    authorizations =
        outcomes(registry, "authorization", "authorization_attempts_total", Authorization.values());
    users =
        Counter.builder()
            .withoutExemplars()
            .name("authenticated_user_requests")
            .help("Requests of those whose name is known.")
            .labelNames("username")
            .register(registry);
    bodies =
        Histogram.builder()
            .withoutExemplars()
            .name("apiserver_request_body_size_bytes")
            .help("Bytes of the bodies of writing requests.")
            .classicOnly()
            .classicLinearUpperBounds(BODY_STEP / 2.0, BODY_STEP, BODY_BUCKETS)
            .labelNames("group", "resource", "verb")
            .register(registry);
    deprecated =
        Gauge.builder()
            .withoutExemplars()
            .name("apiserver_requested_deprecated_apis")
            .help("Deprecated kinds that were asked for since the start.")
            .labelNames("group", "removed_release", "resource", "subresource", "version")
            .register(registry);
  }

  private static <R extends Enum<R>> Outcomes<R> outcomes(
      PrometheusRegistry registry, String what, String attempts, R[] results) {
    Counter counter =
        Counter.builder()
            .withoutExemplars()
            .name(attempts)
            .help("How often the result of " + what + " was this.")
            .labelNames("result")
            .register(registry);
    Histogram durations =
        Histogram.builder()
            .withoutExemplars()
            .name(what + "_duration_seconds")
            .help("What " + what + " takes, in seconds.")
            .classicOnly()
            .classicExponentialUpperBounds(FIRST_SECOND, 2, DOUBLINGS)
            .labelNames("result")
            .register(registry);
    Map<R, CounterDataPoint> counted = new java.util.HashMap<>();
    Map<R, DistributionDataPoint> timed = new java.util.HashMap<>();
    for (R result : results) {
      String label = result.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
      counted.put(result, counter.labelValues(label));
      timed.put(result, durations.labelValues(label));
    }
    return new Outcomes<>(counted, timed);
  }

  /// Now, to be handed back as a beginning.
  public long now() {
    return nanos.getAsLong();
  }

  /// Somebody was authenticated, or was not.
  public void authenticated(Authentication result, String user, long began) {
    double seconds = since(began);
    authentications.add(result, seconds);
    if (result == Authentication.SUCCESS) {
      users.labelValues(counted(user)).inc();
      authenticationFilter.observe(seconds);
    }
  }

  /// It was decided whether they may.
  public void authorized(Authorization result, long began) {
    double seconds = since(began);
    authorizations.add(result, seconds);
    if (result == Authorization.ALLOWED) {
      authorizationFilter.observe(seconds);
    }
  }

  /// A request got its turn.
  ///
  /// @return what that took, in nanoseconds
  public long turn(long began) {
    long taken = nanos.getAsLong() - began;
    turnsFilter.observe(taken / 1e9);
    return taken;
  }

  /// @param verb such as `create`
  public void body(String group, String resource, String verb, int bytes) {
    bodies.labelValues(group, resource, verb).observe(bytes);
  }

  /// A deprecated kind was asked for.
  public void deprecated(String group, String version, String resource, String subresource) {
    deprecated.labelValues(group, "", resource, subresource, version).set(1);
  }

  private double since(long began) {
    return (nanos.getAsLong() - began) / 1e9;
  }

  private static String counted(String user) {
    if (NAMED_USERS.contains(user)) {
      return user;
    }
    return user.contains("@") ? "email_id" : "other";
  }
}
