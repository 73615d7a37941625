package dev.stopwater.tracing;

import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which requests are followed, and where their spans go.
///
/// @param collector where batches go
/// @param sampler for requests that bring no decision, or none that is heeded
/// @param resource what is said of this process with each batch
public record TracingSettings(
    Collector collector, Sampler sampler, Map<String, String> resource, Batches batches) {

  public TracingSettings {
    resource = Map.copyOf(resource);
  }

  /// @param url whole, such as `http://localhost:4318/v1/traces`
  /// @param timeout what sending a batch may take
  /// @param authorities PEM file of those that sign its certificate, or null for the JDK's
  public record Collector(
      URI url, Map<String, String> headers, Duration timeout, @Nullable Path authorities) {

    public Collector {
      headers = Map.copyOf(headers);
    }
  }

  /// @param pause between two
  /// @param most spans in one
  /// @param waiting spans; those that find no room are dropped and counted
  public record Batches(Duration pause, int most, int waiting) {

    public Batches {
      if (most < 1 || waiting < most || pause.isNegative() || pause.isZero()) {
        throw new IllegalArgumentException(
            "OTEL_BSP_*: a batch has at least one span, and as many as may wait at most");
      }
    }
  }

  /// What a file and the environment ask for together, or null if neither asks for tracing. The
  /// file decides what it speaks of.
  ///
  /// @param file of `--tracing-config-file`, or null
  /// @param environment `OTEL_…` among others
  /// @throws IllegalArgumentException in a sentence, for what cannot be meant
  public static @Nullable TracingSettings of(@Nullable Path file, Map<String, String> environment) {
    TelemetryEnvironment variables = new TelemetryEnvironment(environment);
    if (variables.disabled() || (file == null && !variables.asksForTraces())) {
      return null;
    }
    TracingConfiguration configured = file == null ? null : TracingConfiguration.read(file);
    return new TracingSettings(
        new Collector(
            url(configured, variables),
            variables.headers(),
            variables.timeout(),
            variables.authorities()),
        configured == null ? variables.sampler() : sampler(configured),
        variables.resource(),
        variables.batches());
  }

  private static URI url(
      @Nullable TracingConfiguration configured, TelemetryEnvironment variables) {
    return configured == null || configured.endpoint() == null || configured.endpoint().isEmpty()
        ? variables.url()
        : URI.create("http://" + GrpcTarget.authority(configured.endpoint()) + "/v1/traces");
  }

  private static Sampler sampler(TracingConfiguration configured) {
    return Sampler.parentBased(
        Sampler.traceIdRatioBased(configured.samplesPerMillion() / 1_000_000.0));
  }
}
