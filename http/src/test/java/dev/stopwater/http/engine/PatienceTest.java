package dev.stopwater.http.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopwater.http.Limits;
import dev.stopwater.http.Patience;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PatienceTest {

  private static final Duration SHORT = Duration.ofMillis(400);
  private static final Duration LONG = Duration.ofMinutes(5);

  private static Limits patience(Duration idle, Duration headers, Duration stalled) {
    return Limits.STANDARD.with(new Patience(idle, headers, stalled, 4096));
  }

  @Test
  void anIdleConnectionIsClosed() throws Exception {
    try (Running running = Running.with(patience(SHORT, LONG, LONG), _ -> {});
        SSLSocket socket = running.connect("http/1.1")) {
      socket.getOutputStream().write(bytes("GET / HTTP/1.1\r\nHost: x\r\n\r\n"));
      assertThat(RawRequests.rest(socket)).startsWith("HTTP/1.1 200 OK\r\n");
    }
  }

  @Test
  void whoNeverShakesHandsIsClosed() throws Exception {
    try (Running running = Running.with(patience(LONG, SHORT, LONG), _ -> {});
        Socket silent = new Socket("127.0.0.1", running.server.port())) {
      silent.setSoTimeout(20_000);
      assertThat(silent.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void whoDripsHeadersIsClosedAtTheFirstRequestAndAtLaterOnes() throws Exception {
    try (Running running = Running.with(patience(LONG, SHORT, LONG), _ -> {})) {
      try (SSLSocket socket = running.connect("http/1.1")) {
        assertThat(dripUntilClosed(socket)).isTrue();
      }
      try (SSLSocket socket = running.connect("http/1.1")) {
        socket.getOutputStream().write(bytes("GET / HTTP/1.1\r\nHost: x\r\n\r\n"));
        assertThat(socket.getInputStream().read()).isEqualTo('H');
        assertThat(dripUntilClosed(socket)).isTrue();
      }
    }
  }

  @Test
  void aConnectionThatIsUsedNowAndThenStaysOpen() throws Exception {
    try (Running running = Running.with(patience(LONG, SHORT, LONG), _ -> {});
        SSLSocket socket = running.connect("http/1.1")) {
      InputStream in = socket.getInputStream();
      socket.setSoTimeout(600);
      for (int i = 0; i < 3; i++) {
        socket.getOutputStream().write(bytes("GET / HTTP/1.1\r\nHost: x\r\n\r\n"));
        StringBuilder answer = new StringBuilder();
        while (!answer.toString().endsWith("\r\n\r\n")) {
          answer.append((char) in.read());
        }
        assertThat(answer).startsWith("HTTP/1.1 200 OK");
        // Longer than one may take for headers; nothing comes, not even the end.
        assertThatThrownBy(in::read).isInstanceOf(java.net.SocketTimeoutException.class);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void aQuietRequestOutlivesTheIdleTime(HttpClient.Version version) throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    try (Running running =
        Running.with(
            patience(SHORT, LONG, LONG),
            exchange -> {
              exchange.live().longRunning(LONG);
              exchange.reply().write(bytes("first"));
              exchange.reply().flush();
              begun.countDown();
              mayEnd.await();
              exchange.reply().write(bytes(" last"));
            })) {
      CompletableFuture<HttpResponse<String>> response =
          running
              .client(version)
              .sendAsync(running.request("/").build(), HttpResponse.BodyHandlers.ofString());
      assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
      assertThatThrownBy(() -> response.get(4 * SHORT.toMillis(), TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      mayEnd.countDown();
      assertThat(response.get(20, TimeUnit.SECONDS).body()).isEqualTo("first last");
    }
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void aLongReplyIsCutWhenItsClientTakesNothing(HttpClient.Version version) throws Exception {
    CompletableFuture<Throwable> writer = new CompletableFuture<>();
    try (Running running =
        Running.with(
            patience(LONG, LONG, SHORT),
            exchange -> {
              exchange.live().longRunning(Duration.ofHours(1));
              byte[] event = new byte[32 * 1024];
              try {
                while (true) {
                  exchange.reply().write(event);
                  exchange.reply().flush();
                }
              } catch (IOException e) {
                writer.complete(e);
                throw e;
              }
            })) {
      HttpResponse<InputStream> response =
          running
              .client(version)
              .send(running.request("/").build(), HttpResponse.BodyHandlers.ofInputStream());
      assertThat(writer.get(20, TimeUnit.SECONDS)).isInstanceOf(StalledException.class);
      running.awaitEmptyLedger();
      response.body().close();
    }
  }

  // The pace is the client's read of nothing, which times out.
  private static boolean dripUntilClosed(SSLSocket socket) throws IOException {
    socket.setSoTimeout(50);
    socket.getOutputStream().write(bytes("GET / HTTP/1.1\r\nHost: x\r\n"));
    for (int i = 0; i < 400; i++) {
      try {
        socket.getOutputStream().write(bytes("X-" + i + ": x\r\n"));
        while (socket.getInputStream().read() >= 0) {}
        return true;
      } catch (java.net.SocketTimeoutException nothingYet) {
        // On with the next drop.
      } catch (IOException closed) {
        return true;
      }
    }
    return false;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
