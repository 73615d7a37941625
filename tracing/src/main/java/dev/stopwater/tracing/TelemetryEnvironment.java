package dev.stopwater.tracing;

import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The variables by which OpenTelemetry's specification has every program told the same way. An
/// empty one counts as none.
///
/// @throws IllegalArgumentException from each, in a sentence that names the variable
record TelemetryEnvironment(Map<String, String> variables) {

  private static final String PROTOCOL = "http/protobuf";

  TelemetryEnvironment {
    variables = Map.copyOf(variables);
  }

  boolean disabled() {
    return text("OTEL_SDK_DISABLED", "").equalsIgnoreCase("true");
  }

  /// Naming a collector, or an exporter, is asking.
  boolean asksForTraces() {
    String exporter = text("OTEL_TRACES_EXPORTER", "").toLowerCase(Locale.ROOT);
    return switch (exporter) {
      case "none" -> false;
      case "otlp" -> true;
      case "" ->
          !text("OTEL_EXPORTER_OTLP_ENDPOINT", "").isEmpty()
              || !text("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "").isEmpty();
      default ->
          throw new IllegalArgumentException(
              "OTEL_TRACES_EXPORTER=" + exporter + ": otlp and none are known");
    };
  }

  URI url() {
    String protocol = forTraces("PROTOCOL", PROTOCOL);
    if (!protocol.equals(PROTOCOL)) {
      throw new IllegalArgumentException(
          "OTEL_EXPORTER_OTLP_PROTOCOL=" + protocol + ": spans are sent as " + PROTOCOL + " only");
    }
    String whole = text("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "");
    if (!whole.isEmpty()) {
      return url("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", whole);
    }
    String base = text("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4318");
    return url("OTEL_EXPORTER_OTLP_ENDPOINT", base + (base.endsWith("/") ? "" : "/") + "v1/traces");
  }

  private static URI url(String variable, String text) {
    URI url = null;
    try {
      url = URI.create(text);
    } catch (IllegalArgumentException e) {
      // told below
    }
    if (url == null
        || url.getHost() == null
        || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
      throw new IllegalArgumentException(
          variable + " is no URL of the form http://host:port: " + text);
    }
    return url;
  }

  Map<String, String> headers() {
    return pairs("OTEL_EXPORTER_OTLP_HEADERS", forTraces("HEADERS", ""));
  }

  Duration timeout() {
    return milliseconds("OTEL_EXPORTER_OTLP_TIMEOUT", forTraces("TIMEOUT", "10000"));
  }

  @Nullable Path authorities() {
    String file = forTraces("CERTIFICATE", "");
    return file.isEmpty() ? null : Path.of(file);
  }

  TracingSettings.Batches batches() {
    int waiting = whole("OTEL_BSP_MAX_QUEUE_SIZE", text("OTEL_BSP_MAX_QUEUE_SIZE", "2048"));
    return new TracingSettings.Batches(
        milliseconds("OTEL_BSP_SCHEDULE_DELAY", text("OTEL_BSP_SCHEDULE_DELAY", "5000")),
        whole(
            "OTEL_BSP_MAX_EXPORT_BATCH_SIZE",
            text("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", String.valueOf(Math.min(512, waiting)))),
        waiting);
  }

  /// `service.name` is kube-apiserver's unless another is given.
  Map<String, String> resource() {
    Map<String, String> resource = new HashMap<>();
    resource.put("service.name", "apiserver");
    resource.put("service.instance.id", "apiserver-" + UUID.randomUUID());
    resource.putAll(pairs("OTEL_RESOURCE_ATTRIBUTES", text("OTEL_RESOURCE_ATTRIBUTES", "")));
    String name = text("OTEL_SERVICE_NAME", "");
    if (!name.isEmpty()) {
      resource.put("service.name", name);
    }
    return resource;
  }

  Sampler sampler() {
    String name = text("OTEL_TRACES_SAMPLER", "parentbased_always_on");
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "always_on" -> Sampler.alwaysOn();
      case "always_off" -> Sampler.alwaysOff();
      case "traceidratio" -> ratio();
      case "parentbased_always_on" -> Sampler.parentBased(Sampler.alwaysOn());
      case "parentbased_always_off" -> Sampler.parentBased(Sampler.alwaysOff());
      case "parentbased_traceidratio" -> Sampler.parentBased(ratio());
      default ->
          throw new IllegalArgumentException(
              "OTEL_TRACES_SAMPLER="
                  + name
                  + ": always_on, always_off, traceidratio, and the same after parentbased_ are"
                  + " known");
    };
  }

  private Sampler ratio() {
    String text = text("OTEL_TRACES_SAMPLER_ARG", "1");
    try {
      return Sampler.traceIdRatioBased(Double.parseDouble(text));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "OTEL_TRACES_SAMPLER_ARG=" + text + ": a number from 0 to 1 is wanted", e);
    }
  }

  private String forTraces(String what, String otherwise) {
    return text("OTEL_EXPORTER_OTLP_TRACES_" + what, text("OTEL_EXPORTER_OTLP_" + what, otherwise));
  }

  private String text(String variable, String otherwise) {
    String text = variables.getOrDefault(variable, "").strip();
    return text.isEmpty() ? otherwise : text;
  }

  private static Duration milliseconds(String variable, String text) {
    return Duration.ofMillis(whole(variable, text));
  }

  private static int whole(String variable, String text) {
    try {
      int number = Integer.parseInt(text);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new IllegalArgumentException(variable + "=" + text + ": a whole number is wanted");
  }

  private static Map<String, String> pairs(String variable, String text) {
    Map<String, String> pairs = new HashMap<>();
    for (String pair : text.split(",", -1)) {
      if (pair.isBlank()) {
        continue;
      }
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(variable + ": key=value is wanted, not " + pair.strip());
      }
      pairs.put(
          pair.substring(0, equals).strip(),
          URLDecoder.decode(
              pair.substring(equals + 1).strip().replace("+", "%2B"), StandardCharsets.UTF_8));
    }
    return pairs;
  }
}
