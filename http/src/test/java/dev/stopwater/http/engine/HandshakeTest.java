package dev.stopwater.http.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stopwater.noleaks.NoLeaks;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@NoLeaks
class HandshakeTest {

  @Test
  void aHandshakeThatFailsIsCountedAndOneThatSucceedsIsNot() throws Exception {
    try (Running server = Running.patient(exchange -> {})) {
      RawRequests.exchange(server, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      assertThat(server.server.failedHandshakes()).isZero();
      try (Socket plain = new Socket("127.0.0.1", server.server.port())) {
        plain.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
        await().atMost(Duration.ofSeconds(20)).until(() -> server.server.failedHandshakes() > 0);
      }
      assertThat(server.server.failedHandshakes()).isEqualTo(1);
    }
  }
}
