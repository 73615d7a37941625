package dev.stopwater.tracing;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A file and the environment, together.
class TracingSettingsTest {

  private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";

  @TempDir Path home;

  @Test
  void whoAsksForNothingGetsNothing() {
    assertThat(TracingSettings.of(null, Map.of())).isNull();
    assertThat(TracingSettings.of(null, Map.of("OTEL_SERVICE_NAME", "a"))).isNull();
    assertThat(TracingSettings.of(null, Map.of(ENDPOINT, " "))).isNull();
    assertThat(TracingSettings.of(null, Map.of(ENDPOINT, "http://a", "OTEL_SDK_DISABLED", "true")))
        .isNull();
    assertThat(
            TracingSettings.of(null, Map.of(ENDPOINT, "http://a", "OTEL_TRACES_EXPORTER", "none")))
        .isNull();
  }

  @Test
  void theEnvironmentAloneIsEnough() {
    TracingSettings settings =
        of(
            Map.of(
                ENDPOINT,
                "https://collector:1/base/",
                "OTEL_EXPORTER_OTLP_HEADERS",
                "key=a%20b, other=c+d",
                "OTEL_EXPORTER_OTLP_TIMEOUT",
                "250",
                "OTEL_SERVICE_NAME",
                "mine",
                "OTEL_RESOURCE_ATTRIBUTES",
                "zone=here,service.name=theirs",
                "OTEL_BSP_SCHEDULE_DELAY",
                "7",
                "OTEL_BSP_MAX_QUEUE_SIZE",
                "9"));
    assertThat(settings.collector().url()).hasToString("https://collector:1/base/v1/traces");
    assertThat(settings.collector().headers()).isEqualTo(Map.of("key", "a b", "other", "c+d"));
    assertThat(settings.collector().timeout()).isEqualTo(Duration.ofMillis(250));
    assertThat(settings.resource())
        .containsEntry("service.name", "mine")
        .containsEntry("zone", "here");
    assertThat(settings.batches())
        .isEqualTo(new TracingSettings.Batches(Duration.ofMillis(7), 9, 9));
    assertThat(settings.sampler().getDescription()).startsWith("ParentBased{root:AlwaysOnSampler,");
  }

  @Test
  void theVariableForTracesGoesBeforeTheOneForAll() {
    TracingSettings settings =
        of(
            Map.of(
                ENDPOINT,
                "http://all:1",
                "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
                "http://traces:2/p"));
    assertThat(settings.collector().url()).hasToString("http://traces:2/p");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          always_on                | AlwaysOnSampler
          always_off               | AlwaysOffSampler
          traceidratio             | TraceIdRatioBased{0.250000}
          parentbased_always_on    | ParentBased{root:AlwaysOnSampler,
          parentbased_always_off   | ParentBased{root:AlwaysOffSampler,
          parentbased_traceidratio | ParentBased{root:TraceIdRatioBased{0.250000},
          """)
  void samplersHaveTheirStandardNames(String name, String description) {
    TracingSettings settings =
        of(
            Map.of(
                ENDPOINT,
                "http://a:1",
                "OTEL_TRACES_SAMPLER",
                name,
                "OTEL_TRACES_SAMPLER_ARG",
                "0.25"));
    assertThat(settings.sampler().getDescription()).startsWith(description);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          OTEL_TRACES_SAMPLER          | jaeger_remote | OTEL_TRACES_SAMPLER=jaeger_remote: always_on
          OTEL_EXPORTER_OTLP_PROTOCOL  | grpc          | OTEL_EXPORTER_OTLP_PROTOCOL=grpc: spans are sent as http/protobuf only
          OTEL_EXPORTER_OTLP_ENDPOINT  | nowhere:1     | OTEL_EXPORTER_OTLP_ENDPOINT is no URL of the form http://host:port
          OTEL_EXPORTER_OTLP_TIMEOUT   | soon          | OTEL_EXPORTER_OTLP_TIMEOUT=soon: a whole number is wanted
          OTEL_EXPORTER_OTLP_HEADERS   | key           | OTEL_EXPORTER_OTLP_HEADERS: key=value is wanted, not key
          OTEL_TRACES_EXPORTER         | zipkin        | OTEL_TRACES_EXPORTER=zipkin: otlp and none are known
          OTEL_BSP_MAX_QUEUE_SIZE      | 0             | OTEL_BSP_MAX_QUEUE_SIZE=0: a whole number is wanted
          """)
  void whatCannotBeMeantIsRefused(String variable, String value, String why) {
    Map<String, String> variables = new java.util.HashMap<>(Map.of(ENDPOINT, "http://a:1"));
    variables.put(variable, value);
    assertThatThrownBy(() -> of(variables)).hasMessageStartingWith(why);
  }

  @Test
  void aRatioIsANumberUpToOne() {
    assertThatThrownBy(() ->
            of(
                Map.of(
                    ENDPOINT,
                    "http://a:1",
                    "OTEL_TRACES_SAMPLER",
                    "traceidratio",
                    "OTEL_TRACES_SAMPLER_ARG",
                    "2")))
        .hasMessage("OTEL_TRACES_SAMPLER_ARG=2: a number from 0 to 1 is wanted");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          collector:4318                    | http://collector:4318/v1/traces
          dns:///collector:4318             | http://collector:4318/v1/traces
          dns://127.0.0.53/collector:4318   | http://collector:4318/v1/traces
          [::1]:4318                        | http://[::1]:4318/v1/traces
          """)
  void theFileDecidesWhatItSpeaksOf(String endpoint, String url) throws IOException {
    TracingSettings settings =
        requireNonNull(
            TracingSettings.of(
                file("endpoint: '" + endpoint + "'\nsamplingRatePerMillion: 500000"),
                Map.of(ENDPOINT, "http://other:1", "OTEL_TRACES_SAMPLER", "always_on")));
    assertThat(settings.collector().url()).hasToString(url);
    assertThat(settings.sampler().getDescription())
        .startsWith("ParentBased{root:TraceIdRatioBased{0.500000},");
  }

  @Test
  void whatTheFileLeavesOpenTheEnvironmentMayDecide() throws IOException {
    Path file = file("samplingRatePerMillion: 1");
    assertThat(requireNonNull(TracingSettings.of(file, Map.of())).collector().url())
        .hasToString("http://localhost:4318/v1/traces");
    assertThat(
            requireNonNull(TracingSettings.of(file, Map.of(ENDPOINT, "http://a:1")))
                .collector()
                .url())
        .hasToString("http://a:1/v1/traces");
  }

  @Test
  void aSocketThatHttpDoesNotReachIsRefused() {
    assertThatThrownBy(() -> TracingSettings.of(file("endpoint: 'unix:///a'"), Map.of()))
        .hasMessage("spans are sent over HTTP, not to the socket \"unix:///a\"");
  }

  private static TracingSettings of(Map<String, String> variables) {
    return requireNonNull(TracingSettings.of(null, variables));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(home.resolve("tracing.yaml"), text);
  }
}
