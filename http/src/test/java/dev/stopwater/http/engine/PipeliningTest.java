package dev.stopwater.http.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.http.Limits;
import dev.stopwater.http.Patience;
import dev.stopwater.noleaks.NoLeaks;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/// HTTP/1.1 clients that send a megabyte of requests without waiting for the answers.
@NoLeaks
class PipeliningTest {

  private static final String REQUEST = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final int REQUESTS = (1 << 20) / REQUEST.length();
  private static final Duration LONG = Duration.ofMinutes(5);

  private final AtomicInteger handled = new AtomicInteger();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();

  private void count() {
    handled.incrementAndGet();
    mostAtOnce.accumulateAndGet(running.incrementAndGet(), Math::max);
  }

  @Test
  void theyAreServedOneAfterTheOtherAndOthersMeanwhile() throws Exception {
    try (Running server =
        Running.patient(exchange -> {
          if (exchange.rawPath().equals("/other")) {
            return;
          }
          count();
          exchange.reply().send(new byte[1]);
          running.decrementAndGet();
        })) {
      String all =
          REQUEST.repeat(REQUESTS) + "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
      try (SSLSocket client = server.connect("http/1.1")) {
        Thread writer =
            Thread.ofPlatform().daemon().name("pipeliner").start(() -> say(client, all));
        HttpClient other = server.client(HttpClient.Version.HTTP_2);
        for (int i = 0; i < 20; i++) {
          assertThat(
                  other
                      .send(
                          server.request("/other").build(), HttpResponse.BodyHandlers.discarding())
                      .statusCode())
              .isEqualTo(200);
        }
        assertThat(RawRequests.rest(client).split("HTTP/1.1 200 OK", -1)).hasSize(REQUESTS + 2);
        writer.join();
      }
      assertThat(handled).hasValue(REQUESTS + 1);
      // The next may begin while the handler of the last one returns.
      assertThat(mostAtOnce.get()).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void whoDoesNotReadTheAnswersIsCutLongBeforeAllAreMade() throws Exception {
    Patience patience = new Patience(LONG, LONG, Duration.ofSeconds(1), 4096);
    try (Running server =
        Running.with(
            Limits.STANDARD.with(patience),
            exchange -> {
              count();
              try {
                exchange.reply().send(new byte[4096]);
              } finally {
                running.decrementAndGet();
              }
            })) {
      try (SSLSocket client = server.connect("http/1.1", 8 * 1024)) {
        Thread writer =
            Thread.ofPlatform()
                .daemon()
                .name("pipeliner")
                .start(() -> say(client, REQUEST.repeat(REQUESTS)));
        CountDownLatch pace = new CountDownLatch(1);
        for (int i = 0; i < 600 && (handled.get() == 0 || server.server.connections() > 0); i++) {
          assertThat(pace.await(100, TimeUnit.MILLISECONDS)).isFalse();
        }
        assertThat(server.server.connections()).isZero();
        writer.join();
      }
      assertThat(handled.get()).isLessThan(REQUESTS / 2);
      assertThat(mostAtOnce.get()).isLessThanOrEqualTo(2);
    }
  }

  private static void say(SSLSocket client, String text) {
    try {
      client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException cut) {
      // What a test asserts on its own side.
    }
  }
}
