package dev.stopwater.verify.tracing;

import static dev.stopwater.verify.tracing.TracedServer.MAPS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stopwater.assembly.ApiServer;
import dev.stopwater.assembly.ServerConfig;
import dev.stopwater.assembly.StartException;
import dev.stopwater.lifecycle.Threads;
import dev.stopwater.noleaks.NoLeaks;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Requests never wait for a collector: not for one that is down, not for one that takes what it is
/// sent and never answers; and a server that has none has nothing of the kind.
@NoLeaks(except = "prometheus-metrics-scheduler")
class NoCollectorTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int REQUESTS = 100;
  private static final Pattern LOST = Pattern.compile("stopwater_spans_lost_total (\\d+)");
  private static final Map<String, String> SMALL =
      Map.of(
          "OTEL_BSP_SCHEDULE_DELAY", "10",
          "OTEL_BSP_MAX_QUEUE_SIZE", "20",
          "OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "10",
          "OTEL_EXPORTER_OTLP_TIMEOUT", "60000");

  @TempDir Path home;

  @Test
  void aCollectorThatIsDownHoldsNoRequest() throws Exception {
    String nowhere;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nowhere = "127.0.0.1:" + closed.getLocalPort();
    }
    try (TracedServer server = TracedServer.start(home, nowhere, 1_000_000, SMALL)) {
      assertThatAllAreAnswered(server);
      await().atMost(SOON).until(() -> lost(server) > REQUESTS);
    }
  }

  @Test
  void aCollectorThatNeverAnswersHoldsNeitherRequestsNorTheStop() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        TracedServer server =
            TracedServer.start(home, "127.0.0.1:" + silent.getLocalPort(), 1_000_000, SMALL)) {
      assertThatAllAreAnswered(server);
      await().atMost(SOON).until(() -> lost(server) > REQUESTS);
    } // closes although the batch that is being sent would have a minute
  }

  private static void assertThatAllAreAnswered(TracedServer server) throws Exception {
    for (int i = 0; i < REQUESTS; i++) {
      assertThat(server.get(MAPS).statusCode()).isEqualTo(200);
    }
  }

  private static long lost(TracedServer server) throws Exception {
    Matcher lost = LOST.matcher(server.metrics());
    assertThat(lost.find()).isTrue();
    return Long.parseLong(lost.group(1));
  }

  @Test
  void aServerThatIsNotToldOfACollectorHasNothingOfTheKind() throws Exception {
    try (ApiServer server = ApiServer.start(plain())) {
      assertThat(server.port()).isPositive();
      assertThat(Threads.living()).isNotEmpty().doesNotContain("spans");
    }
  }

  @Test
  void aFileThatCannotBeMeantKeepsTheServerFromStarting() throws Exception {
    Path file = Files.writeString(home.resolve("tracing.yaml"), "samplingRatePerMillion: -1");
    Assertions.assertThatThrownBy(
            () -> ApiServer.start(plain().traced(new ServerConfig.Tracing(file, Map.of()))))
        .isInstanceOf(StartException.class)
        .hasMessage(
            "failed to validate tracing configuration: samplingRatePerMillion: Invalid value: -1:"
                + " sampling rate must be positive");
  }

  private ServerConfig plain() {
    return ServerConfig.of(home).onPort(0).storedIn(ServerConfig.Storage.Kind.MEMORY);
  }
}
