package dev.stopwater.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/// What is counted of requests, under kube-apiserver's names, in a registry of this server's own.
/// Label values come from the catalog and the route, never from a client, so their number is
/// bounded. Threadsafe.
public final class RequestMetrics {

  /// The content type of [#text()].
  public static final String CONTENT_TYPE =
      "text/plain; version=0.0.4; charset=utf-8; escaping=underscores";

  private static final String COMPONENT = "apiserver";

  private static final double[] SECONDS = {
    0.005, 0.025, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1, 1.25, 1.5, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 45,
    60
  };

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Counter requests =
      Counter.builder()
          .withoutExemplars()
          .name("apiserver_request_total")
          .help("Requests by verb, resource and the code of their answer.")
          .labelNames(
              "code",
              "component",
              "dry_run",
              "group",
              "resource",
              "scope",
              "subresource",
              "verb",
              "version")
          .register(registry);
  private final Histogram durations =
      Histogram.builder()
          .withoutExemplars()
          .name("apiserver_request_duration_seconds")
          .help("What requests took, in seconds.")
          .classicOnly()
          .classicUpperBounds(SECONDS)
          .labelNames(
              "component",
              "dry_run",
              "group",
              "resource",
              "scope",
              "subresource",
              "verb",
              "version")
          .register(registry);
  private final Histogram withoutWaiting =
      Histogram.builder()
          .withoutExemplars()
          .name("apiserver_request_sli_duration_seconds")
          .help("What requests took without waiting for their turn, in seconds.")
          .classicOnly()
          .classicUpperBounds(Arrays.copyOfRange(SECONDS, 2, SECONDS.length))
          .labelNames("component", "group", "resource", "scope", "subresource", "verb", "version")
          .register(registry);
  private final Gauge inFlight =
      Gauge.builder()
          .withoutExemplars()
          .name("apiserver_current_inflight_requests")
          .help("Requests that are being served now, reading and mutating apart.")
          .labelNames("request_kind")
          .register(registry);
  private final Gauge longRunning =
      Gauge.builder()
          .withoutExemplars()
          .name("apiserver_longrunning_requests")
          .help("Watches and other long requests that are open now.")
          .labelNames("component", "group", "resource", "scope", "subresource", "verb", "version")
          .register(registry);

  private final Counter terminations =
      Counter.builder()
          .withoutExemplars()
          .name("apiserver_request_terminations_total")
          .help("Requests that the server ended to protect itself, by the code of their answer.")
          .labelNames(
              "code", "component", "group", "resource", "scope", "subresource", "verb", "version")
          .register(registry);
  private final Counter aborts =
      Counter.builder()
          .withoutExemplars()
          .name("apiserver_request_aborts_total")
          .help("Requests whose answer had begun when their time was over, and was cut.")
          .labelNames("group", "resource", "scope", "subresource", "verb", "version")
          .register(registry);
  private final Counter endedLate =
      Counter.builder()
          .withoutExemplars()
          .name("apiserver_request_post_timeout_total")
          .help("Handlers that ended after their request had timed out, by how they ended.")
          .labelNames("source", "status")
          .register(registry);
  private final Counter overBudget =
      Counter.builder()
          .withoutExemplars()
          .name("stopwater_over_budget_total")
          .help("Requests that were refused more memory, or cut for what they held.")
          .labelNames("limit", "outcome")
          .register(registry);
  private final Histogram sizes =
      Histogram.builder()
          .withoutExemplars()
          .name("apiserver_response_sizes")
          .help("Bytes of the answers of reading requests.")
          .classicOnly()
          .classicUpperBounds(1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9)
          .labelNames("component", "group", "resource", "scope", "subresource", "verb", "version")
          .register(registry);

  private final AtomicBoolean asked = new AtomicBoolean();

  public RequestMetrics() {
    inFlight.labelValues("readOnly").set(0);
    inFlight.labelValues("mutating").set(0);
  }

  /// The series of flow control, in the same registry. Once.
  ///
  /// @param nanos a clock that only goes on
  public FlowMetrics flows(LongSupplier nanos) {
    return new FlowMetrics(registry, nanos);
  }

  /// The series of the road, in the same registry. Once.
  ///
  /// @param nanos a clock that only goes on
  public RoadMetrics road(LongSupplier nanos) {
    return new RoadMetrics(registry, nanos);
  }

  /// The series of watches, in the same registry. Once.
  ///
  /// @param nanos a clock that only goes on
  public WatchMetrics watches(LongSupplier nanos) {
    return new WatchMetrics(registry, nanos);
  }

  /// What a request was about, as labels name it.
  ///
  /// @param verb in upper case: `GET`, `LIST`, `WATCH`, `POST`, …
  /// @param scope `resource`, `namespace`, `cluster`, or empty
  public record Labels(
      String verb,
      String group,
      String version,
      String resource,
      String subresource,
      String scope,
      String dryRun) {

    private static final int COMMON = 6;

    /// The values of the labels that all series of requests end with, in the order of their names.
    ///
    /// @param first the values of those before
    private String[] after(String... first) {
      String[] values = Arrays.copyOf(first, first.length + COMMON);
      int at = first.length;
      values[at] = group;
      values[at + 1] = resource;
      values[at + 2] = scope;
      values[at + 3] = subresource;
      values[at + 4] = verb;
      values[at + 5] = version;
      return values;
    }
  }

  /// @param waited of these, until it was the request's turn
  public void finished(Labels labels, int code, double seconds, double waited) {
    requests.labelValues(labels.after(Integer.toString(code), COMPONENT, labels.dryRun)).inc();
    durations.labelValues(labels.after(COMPONENT, labels.dryRun)).observe(seconds);
    withoutWaiting.labelValues(labels.after(COMPONENT)).observe(Math.max(0, seconds - waited));
  }

  /// The server ended a request to protect itself: too many at a time, or its time was over.
  public void terminated(Labels labels, int code) {
    terminations.labelValues(labels.after(Integer.toString(code), COMPONENT)).inc();
  }

  /// An answer that had begun was cut.
  public void aborted(Labels labels) {
    aborts.labelValues(labels.after()).inc();
  }

  /// A handler ended after its request had timed out.
  ///
  /// @param status `ok`, `error` or `panic`
  public void endedLate(String status) {
    endedLate.labelValues("timeout-handler", status).inc();
  }

  /// A request was refused more memory, or cut for what it held.
  ///
  /// @param limit whose was reached: `request`, `flow` or `all`
  /// @param outcome `refused` or `cut`
  public void overBudget(String limit, String outcome) {
    overBudget.labelValues(limit, outcome).inc();
  }

  /// What a reading request was answered with, in bytes.
  public void responded(Labels labels, long bytes) {
    sizes.labelValues(labels.after(COMPONENT)).observe((double) bytes);
  }

  /// One more or one fewer of the short requests.
  public void inFlight(boolean mutating, int change) {
    inFlight.labelValues(mutating ? "mutating" : "readOnly").inc(change);
  }

  /// One more or one fewer of the long requests.
  public void longRunning(Labels labels, int change) {
    longRunning.labelValues(labels.after(COMPONENT)).inc(change);
  }

  /// A gauge that is read when it is asked for.
  public void gauge(String name, String help, DoubleSupplier value) {
    io.prometheus.metrics.core.metrics.GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(value.getAsDouble()))
        .register(registry);
  }

  /// A gauge with labels that is read when it is asked for.
  ///
  /// @param values takes somebody who is told each value with those of the labels after it
  public void gauges(String name, String help, Consumer<LabelledValue> values, String... labels) {
    io.prometheus.metrics.core.metrics.GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames(labels)
        .callback(callback -> values.accept(callback::call))
        .register(registry);
  }

  /// Gauges with the same labels, all of which one reading gives.
  ///
  /// @param reading takes somebody who is told their values, with those of the labels
  public void gauges(
      List<SharedGauges.Family> families,
      Consumer<SharedGauges.LabelledValues> reading,
      String... labels) {
    registry.register(new SharedGauges(families, reading, labels));
  }

  /// Is told a value and those of its labels.
  public interface LabelledValue {
    void is(double value, String... labels);
  }

  /// A counter that is read when it is asked for; `_total` is added to its name.
  public void counter(String name, String help, DoubleSupplier value) {
    io.prometheus.metrics.core.metrics.CounterWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(value.getAsDouble()))
        .register(registry);
  }

  /// Everything, in Prometheus' text format. What the JVM tells of itself is counted from the first
  /// time on, since its beans cost a start much, and keep those who listen to them for good.
  public byte[] text() {
    if (asked.compareAndSet(false, true)) {
      JvmMetrics.builder().register(registry);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(32_768);
    try {
      PrometheusTextFormatWriter.create().write(out, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bare(out.toString(UTF_8)).getBytes(UTF_8);
  }

  /// Two of upstream's counters lack the suffix that the library gives to each.
  private static String bare(String text) {
    return text.replace("authentication_attempts_total", "authentication_attempts")
        .replace("authenticated_user_requests_total", "authenticated_user_requests");
  }
}
