package dev.stopwater.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a client gets that would rather watch over a WebSocket.
class WebSocketWatchTest {

  private static final int ALL = 1 << 20;

  @TempDir Path home;

  @Test
  void aWatchThatOffersAWebSocketEndsAtOnceWithAWarningAndKeepsTheConnection() throws Exception {
    try (ServerProcess server =
            ServerProcess.start(home, "--secure-port", "0", "--store", "memory");
        RawConnection client = RawConnection.to(server)) {
      client.say(
          "GET /api/v1/configmaps?watch=true HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\n"
              + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
              + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
              + "GET /version HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      String heard = client.hear(ALL);
      String watch = heard.substring(0, heard.indexOf("\r\n\r\n"));
      assertThat(watch).startsWith("HTTP/1.1 200").contains("Warning: 299 - ", "without Upgrade");
      assertThat(heard.substring(watch.length()))
          .startsWith("\r\n\r\nHTTP/1.1 200")
          .contains("gitVersion");
    }
  }
}
