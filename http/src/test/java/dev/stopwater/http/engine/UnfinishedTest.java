package dev.stopwater.http.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.http.Limits;
import dev.stopwater.http.Patience;
import dev.stopwater.noleaks.NoLeaks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Many clients that each send nearly as many headers as one may, and never finish.
@NoLeaks
class UnfinishedTest {

  private static final Duration LONG = Duration.ofMinutes(5);
  private static final int ROOM = 4 << 20;
  private static final int CLIENTS = 20;
  private static final int EACH = 900_000;

  @ParameterizedTest
  @ValueSource(strings = {"http/1.1", "h2"})
  void theyHoldNoMoreThanThereIsRoomForAndOthersAreServed(String protocol) throws Exception {
    Limits limits =
        new Limits(1 << 20, ROOM, 100, 1_000, 128, 1_000, 0, new Patience(LONG, LONG, LONG, 4096));
    try (Running running = Running.with(limits, _ -> {})) {
      List<SSLSocket> crowd = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        SSLSocket client = running.connect(protocol);
        crowd.add(client);
        sendHalf(client, protocol);
        assertThat(running.server.unfinishedHeaderBytes()).isLessThan(ROOM + 64 * 1024);
        assertThat(
                RawRequests.exchange(
                    running, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
            .startsWith("HTTP/1.1 200 OK\r\n");
      }
      await(() -> running.server.connections() <= 1 + ROOM / EACH);
      for (SSLSocket each : crowd) {
        each.close();
      }
      await(() -> running.server.unfinishedHeaderBytes() == 0);
    }
  }

  private static void sendHalf(SSLSocket client, String protocol) {
    try {
      client.getOutputStream().write(protocol.equals("h2") ? http2() : http1());
    } catch (IOException closed) {
      // As it should be, for most of them.
    }
  }

  private static byte[] http1() {
    return ("GET / HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(EACH))
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] http2() {
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    bytes.writeBytes(RawHttp2.preface());
    Frame.settings().writeTo(bytes);
    new Frame(Frame.HEADERS, Frame.END_STREAM, 1, new HeaderBlock().request("GET", "/").bytes())
        .writeTo(bytes);
    byte[] more = new HeaderBlock().literal("x", "a".repeat(16_000)).bytes();
    for (int i = 0; i < EACH / 16_000; i++) {
      new Frame(Frame.CONTINUATION, 0, 1, more).writeTo(bytes);
    }
    return bytes.toByteArray();
  }

  private interface Condition {
    boolean holds();
  }

  private static void await(Condition condition) throws InterruptedException {
    CountDownLatch pace = new CountDownLatch(1);
    for (int i = 0; i < 400 && !condition.holds(); i++) {
      assertThat(pace.await(50, TimeUnit.MILLISECONDS)).isFalse();
    }
    assertThat(condition.holds()).isTrue();
  }
}
