package dev.stopwater.http.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.http.Limits;
import dev.stopwater.http.Patience;
import dev.stopwater.noleaks.NoLeaks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/// HTTP/2 clients that open their windows wide, ask for much, and never read their socket: not even
/// a reset can be sent to them.
@NoLeaks
class StoppedSocketTest {

  private static final int CLIENTS = 8;
  private static final Duration LONG = Duration.ofMinutes(5);

  @Test
  void theirWritersAreFreedAndTheirConnectionsClosed() throws Exception {
    BlockingQueue<Throwable> writers = new LinkedBlockingQueue<>();
    byte[] much = new byte[32 << 20];
    try (Running running =
        Running.with(
            Limits.STANDARD.with(new Patience(LONG, LONG, Duration.ofSeconds(2), 4096)),
            exchange -> {
              exchange.live().longRunning(LONG);
              try {
                exchange.reply().send(much);
              } catch (IOException e) {
                writers.add(e);
                throw e;
              }
            })) {
      List<SSLSocket> stopped = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        SSLSocket socket = running.connect("h2");
        socket.getOutputStream().write(wideOpenRequest());
        socket.getOutputStream().flush();
        stopped.add(socket);
      }
      for (int i = 0; i < CLIENTS; i++) {
        assertThat(writers.poll(60, TimeUnit.SECONDS)).isInstanceOf(StalledException.class);
      }
      running.awaitEmptyLedger();
      CountDownLatch pace = new CountDownLatch(1);
      for (int i = 0; i < 300 && running.server.connections() > 0; i++) {
        assertThat(pace.await(100, TimeUnit.MILLISECONDS)).isFalse();
      }
      assertThat(running.server.connections()).isZero();
      for (SSLSocket socket : stopped) {
        socket.close();
      }
    }
  }

  private static byte[] wideOpenRequest() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    // SETTINGS: INITIAL_WINDOW_SIZE is all that there can be.
    frame(bytes, 4, 0, 0, new byte[] {0, 4, 0x7f, -1, -1, -1});
    // WINDOW_UPDATE: as much for the connection.
    frame(bytes, 8, 0, 0, new byte[] {0x7f, -1, 0, 0});
    // HEADERS, the last of the stream: GET https://localhost/
    byte[] authority = "localhost".getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream headers = new ByteArrayOutputStream();
    headers.writeBytes(new byte[] {(byte) 0x82, (byte) 0x87, (byte) 0x84, 0x41, 9});
    headers.writeBytes(authority);
    frame(bytes, 1, 5, 1, headers.toByteArray());
    return bytes.toByteArray();
  }

  private static void frame(
      ByteArrayOutputStream to, int type, int flags, int stream, byte[] payload) {
    to.writeBytes(new byte[] {0, 0, (byte) payload.length, (byte) type, (byte) flags});
    to.writeBytes(new byte[] {0, 0, 0, (byte) stream});
    to.writeBytes(payload);
  }
}
