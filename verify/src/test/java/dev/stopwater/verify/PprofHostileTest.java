package dev.stopwater.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Whoever takes profiles in a bad way is told so or cut, and holds up nobody for long.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PprofHostileTest {

  private static final int WATCHES = 1500; // their stacks as text: more than sockets hold
  private static final int RECEIVE_BUFFER = 8 * 1024;
  private static final int SEATS = 4;
  private static final int TRIES = 20;
  private static final Duration SOON = Duration.ofSeconds(60);

  private ServerProcess server;
  private HttpClient http;

  @BeforeAll
  void start(@TempDir Path home) throws Exception {
    server =
        ServerProcess.start(
            home,
            "--secure-port",
            "0",
            "--store",
            "memory",
            "--write-progress-window",
            "2s",
            "--http2-max-streams-per-connection",
            Integer.toString(WATCHES + 100));
    http = HttpClient.newBuilder().sslContext(Client.tls(server)).build();
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
    http.shutdownNow();
    http.close();
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(server.url().resolve(path)).timeout(SOON).build();
  }

  private HttpResponse<String> ask(String path) throws Exception {
    return http.send(request(path), HttpResponse.BodyHandlers.ofString());
  }

  private CompletableFuture<HttpResponse<String>> takeLongProfile() {
    return http.sendAsync(
        request("/debug/pprof/profile?seconds=20"), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void ofTwoCpuProfilesAtOnceTheSecondIsRefusedInUpstreamsWords() throws Exception {
    CompletableFuture<HttpResponse<String>> first = takeLongProfile();
    HttpResponse<String> second = ask("/debug/pprof/profile?seconds=1");
    for (int i = 0; i < TRIES && second.statusCode() == 200; i++) { // it came before the first
      first.cancel(true);
      first = takeLongProfile();
      second = ask("/debug/pprof/profile?seconds=1");
    }
    assertThat(second.statusCode()).isEqualTo(500);
    assertThat(second.body())
        .isEqualTo("Could not enable CPU profiling: cpu profiling already in use\n");
    assertThat(second.headers().firstValue("X-Go-Pprof")).contains("1");
    first.cancel(true); // its client goes: the recording ends
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(ask("/debug/pprof/profile?seconds=1").statusCode()).isEqualTo(200));
  }

  @Test
  void scrapersThatStopReadingAreCutAndTheirSeatsFree() throws Exception {
    List<CompletableFuture<?>> watches = new ArrayList<>();
    for (int i = 0; i < WATCHES; i++) {
      HttpRequest watch =
          HttpRequest.newBuilder(server.url().resolve("/api/v1/configmaps?watch=true")).build();
      watches.add(http.sendAsync(watch, HttpResponse.BodyHandlers.discarding()));
    }
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(ask("/debug/pprof/requests").body())
                .contains(WATCHES + " ")
                .contains("configmaps"));
    List<RawConnection> scrapers = new ArrayList<>();
    for (int i = 0; i < SEATS; i++) {
      RawConnection scraper = RawConnection.to(server, Client.tls(server), RECEIVE_BUFFER);
      scraper.say("GET /debug/pprof/goroutine?debug=2 HTTP/1.1\r\nHost: x\r\n\r\n");
      scrapers.add(scraper);
    }
    for (RawConnection each : scrapers) {
      assertThat(each.hear(12)).isEqualTo("HTTP/1.1 200"); // and then reads no more
    }
    HttpResponse<String> refused = ask("/debug/pprof/");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
    assertThat(ask("/api/v1/namespaces").statusCode()).isEqualTo(200);
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(ask("/debug/pprof/").statusCode()).isEqualTo(200));
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(ask("/debug/pprof/requests").body()).doesNotContain("pprof/goroutine"));
    for (RawConnection each : scrapers) {
      each.close();
    }
    watches.forEach(each -> each.cancel(true));
  }
}
