package dev.stopwater.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the whole server says of a request that took too long: to its client, in its metrics and in
/// its log. Behaviours 1.2, and KEP-less facts 2.3 and 2.7.
class LateRequestsTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path home;

  @Test
  void aBodyThatNeverComesEndsWithA504ThatIsCountedAndLoggedWithTheStackOfItsReader()
      throws Exception {
    try (ServerProcess server =
        ServerProcess.start(
            home, "--secure-port", "0", "--store", "memory", "--request-timeout", "1s")) {
      try (RawConnection client = RawConnection.to(server)) {
        client.say(
            """
            POST /api/v1/namespaces/default/configmaps HTTP/1.1\r
            Host: localhost\r
            User-Agent: dripper\r
            Audit-ID: the-audit-id\r
            Content-Type: application/json\r
            Content-Length: 1000\r
            \r
            {"apiVersion":\
            """);
        String answer = client.hear(400);
        assertThat(answer).startsWith("HTTP/1.1 504").contains("Audit-Id: the-audit-id");
      }
      Client other = Client.of(server);
      await()
          .atMost(SOON)
          .untilAsserted(() ->
              assertThat(other.get("/metrics"))
                  .containsPattern(
                      "apiserver_request_terminations_total\\{code=\"504\".*resource=\"configmaps\""
                          + ".*verb=\"POST\".*} 1")
                  .contains(
                      "apiserver_request_post_timeout_total{source=\"timeout-handler\",status=\"error\"} 1")
                  .contains("stopwater_ledger_overdue_requests 0"));
      assertThat(Files.readString(home.resolve("out.log")))
          .containsPattern(
              "Timeout or abort while handling\" method=\"POST\""
                  + " uri=\"/api/v1/namespaces/default/configmaps\" user=\"stopwater-admin\""
                  + " agent=\"dripper\" .*audit=\"the-audit-id\".*BodyReader")
          .doesNotContain("Exception in thread");
    }
  }
}
