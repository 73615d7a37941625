package dev.stopwater.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What requests hold of the server's memory is bounded for each, for each user and for all, and
/// whoever holds too much is told so. All users are administrators: nobody is exempt.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MemoryBudgetTest {

  private static final int OBJECTS = 200;
  private static final int OBJECT_BYTES = 100_000; // the list has 20 MB: more than sockets hold
  private static final int RECEIVE_BUFFER = 8 * 1024;
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String MAPS = "/api/v1/namespaces/default/configmaps";
  private static final String YAML = "Accept: application/yaml\r\n";

  private ServerProcess server;
  private Client healthy;
  private SSLContext tls;

  @BeforeAll
  void fill(@TempDir Path home) throws Exception {
    Path tokens = home.resolve("tokens.csv");
    Files.writeString(
        tokens,
        """
        for-ann,ann,1,system:masters
        for-bob,bob,2,system:masters
        """);
    server =
        ServerProcess.start(
            home.resolve("data"),
            "--secure-port=0",
            "--store=memory",
            "--token-auth-file=" + tokens,
            "--max-bytes-held=5000000",
            "--max-bytes-held-per-user=4000000",
            "--max-bytes-held-per-request=3500000");
    healthy = Client.of(server);
    tls = Client.trusting();
    for (int i = 0; i < OBJECTS; i++) {
      assertThat(healthy.send("POST", MAPS, map("big-%03d".formatted(i))).statusCode())
          .isEqualTo(201);
    }
  }

  @AfterAll
  void stop() throws Exception {
    assertThat(server.stop()).isZero();
  }

  @AfterEach
  void nothingIsHeldInTheEnd() {
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(healthy.get("/metrics"))
                .contains("stopwater_ledger_requests 1.0")
                .contains("stopwater_bytes_held 0.0"));
  }

  private static String map(String name) {
    return "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"%s\"},\"data\":{\"x\":\"%s\"}}"
        .formatted(name, "x".repeat(OBJECT_BYTES));
  }

  /// A user asks, and has not yet read the answer.
  private RawConnection ask(String user, String path, String headers) throws Exception {
    RawConnection client = RawConnection.to(server, tls, RECEIVE_BUFFER);
    client.say(
        "GET %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer for-%s\r\n%sConnection: close\r\n\r\n"
            .formatted(path, user, headers));
    return client;
  }

  private String answer(String user, String path, String headers) throws Exception {
    try (RawConnection client = ask(user, path, headers)) {
      return client.hear(Integer.MAX_VALUE);
    }
  }

  @Test
  void aRequestThatNeedsMoreThanOneMayHoldIsToldToAskForLess() throws Exception {
    assertThat(answer("ann", MAPS, YAML))
        .startsWith("HTTP/1.1 413")
        .contains("this request needs more than the 3500000 bytes of memory that one may hold");
    assertThat(answer("ann", MAPS + "?limit=2", YAML)).startsWith("HTTP/1.1 200");
  }

  @Test
  void aUserWhoHoldsTooMuchIsRefusedNewWorkAndOthersAreServed() throws Exception {
    List<RawConnection> slow = new ArrayList<>();
    String refused = "";
    while (refused.isEmpty() && slow.size() < 200) {
      RawConnection next = ask("ann", MAPS, "");
      slow.add(next);
      String head = next.hear(12);
      refused = head.equals("HTTP/1.1 200") ? "" : head + next.hear(Integer.MAX_VALUE);
    }
    assertThat(refused)
        .startsWith("HTTP/1.1 429")
        .containsIgnoringCase("Retry-After: 1\r\n")
        .contains("please try again later")
        .contains("\"reason\":\"TooManyRequests\"");
    assertThat(slow.size()).isBetween(100, 125); // 32 KiB each, of nine tenths of 4 MB
    assertThat(answer("bob", MAPS + "/big-001", "")).startsWith("HTTP/1.1 200");
    assertThat(healthy.get("/readyz")).isEqualTo("ok");
    for (RawConnection each : slow) {
      each.close();
    }
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(answer("ann", MAPS + "/big-001", "")).startsWith("HTTP/1.1 200"));
  }

  @Test
  void whoeverHoldsMostIsCutWhenAnotherNeedsWhatIsNotLeft() throws Exception {
    try (RawConnection greedy = RawConnection.to(server, tls, RECEIVE_BUFFER)) {
      int length = 3_000_000;
      greedy.say(
          "POST %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer for-ann\r\nContent-Length: %d\r\n\r\n"
              .formatted(MAPS, length));
      greedy.say("x".repeat(length - 1));
      await()
          .atMost(SOON)
          .until(() -> healthy.get("/metrics").contains("stopwater_bytes_held 3000000.0"));
      assertThat(healthy.get("/debug/pprof/requests")).containsPattern(" 2929 +body +ann +POST ");
      assertThat(answer("bob", MAPS + "?limit=4", YAML)).startsWith("HTTP/1.1 200");
      assertThat(greedy.hear(12)).isEqualTo("HTTP/1.1 429");
    }
    assertThat(healthy.get("/metrics"))
        .contains("stopwater_over_budget_total{limit=\"all\",outcome=\"cut\"} 1.0");
    assertThat(server.log()).contains("\"Cut for the memory that it held\" method=\"POST\"");
  }
}
