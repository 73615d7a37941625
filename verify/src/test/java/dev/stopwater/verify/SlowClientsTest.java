package dev.stopwater.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Clients that stop, in each phase of a request, and what they hold of the server afterwards:
/// nothing. `-Dslow.clients=1000` is the long form.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowClientsTest {

  private static final int CLIENTS = Integer.getInteger("slow.clients", 20);
  private static final int OBJECTS = 200;
  private static final int OBJECT_BYTES = 100_000; // the list has 20 MB: more than sockets hold
  private static final int RECEIVE_BUFFER = 8 * 1024;
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String MAPS = "/api/v1/namespaces/default/configmaps";

  private ServerProcess server;
  private Client healthy;
  private SSLContext tls;

  @BeforeAll
  void fill(@TempDir Path home) throws Exception {
    server =
        ServerProcess.start(
            home,
            "--secure-port",
            "0",
            "--store",
            "memory",
            "--request-timeout",
            "3s",
            "--write-progress-window",
            "2s");
    healthy = Client.of(server);
    tls = Client.tls(server);
    for (int i = 0; i < OBJECTS; i++) {
      assertThat(healthy.send("POST", MAPS, map("big-" + i)).statusCode()).isEqualTo(201);
    }
  }

  @AfterAll
  void stop() throws Exception {
    assertThat(server.stop()).isZero();
  }

  private static String map(String name) {
    return "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"%s\"},\"data\":{\"x\":\"%s\"}}"
        .formatted(name, "x".repeat(OBJECT_BYTES));
  }

  private List<RawConnection> clientsThatSay(String text) throws Exception {
    List<RawConnection> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      RawConnection client = RawConnection.to(server, tls, RECEIVE_BUFFER);
      client.say(text);
      clients.add(client);
    }
    return clients;
  }

  /// Only the request for the metrics itself is left, and nobody was late to stop.
  private void awaitNothingHeld() {
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(healthy.get("/metrics"))
                .contains("stopwater_ledger_requests 1.0")
                .contains("stopwater_ledger_overdue_requests 0.0")
                .contains("apiserver_current_inflight_requests{request_kind=\"readOnly\"} 1.0"));
  }

  private static void closeAll(List<RawConnection> clients) throws Exception {
    for (RawConnection each : clients) {
      each.close();
    }
  }

  @Test
  void whoStopsReadingALargeListIsCut() throws Exception {
    List<RawConnection> clients = clientsThatSay("GET " + MAPS + " HTTP/1.1\r\nHost: x\r\n\r\n");
    for (RawConnection each : clients) {
      assertThat(each.hear(12)).isEqualTo("HTTP/1.1 200");
    }
    awaitNothingHeld();
    closeAll(clients);
  }

  @Test
  void whoStopsReadingTheInitialEventsOfAWatchIsCut() throws Exception {
    List<RawConnection> clients =
        clientsThatSay("GET " + MAPS + "?watch=true HTTP/1.1\r\nHost: x\r\n\r\n");
    for (RawConnection each : clients) {
      assertThat(each.hear(12)).isEqualTo("HTTP/1.1 200");
    }
    awaitNothingHeld();
    closeAll(clients);
  }

  @Test
  void whoStopsReadingAWatchIsCutOnceThereIsMoreThanTheSocketsHold() throws Exception {
    List<RawConnection> clients =
        clientsThatSay(
            "GET %s?watch=true&resourceVersion=%d HTTP/1.1\r\nHost: x\r\n\r\n"
                .formatted(MAPS, healthy.revision(healthy.get(MAPS + "?limit=1"))));
    for (RawConnection each : clients) {
      assertThat(each.hear(12)).isEqualTo("HTTP/1.1 200");
    }
    for (int i = 0; i < OBJECTS; i++) {
      healthy.send("PUT", MAPS + "/big-" + i, map("big-" + i).replace("xxxx", "yyyy"));
    }
    awaitNothingHeld();
    closeAll(clients);
  }

  @Test
  void aWatchWhoseClientReadsOutlivesTheTimeOfAnOrdinaryRequest() throws Exception {
    String watched =
        healthy.get(MAPS + "?watch=true&timeoutSeconds=5&fieldSelector=metadata.name%3Dnone");
    assertThat(watched).isEmpty();
    assertThat(healthy.get("/metrics"))
        .contains("verb=\"WATCH\"")
        .doesNotContain(
            "apiserver_request_terminations_total{code=\"504\",component=\"apiserver\",group=\"\",resource=\"configmaps\",scope=\"namespace\",subresource=\"\",verb=\"WATCH\"");
  }
}
