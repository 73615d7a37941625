package dev.stopwater.http.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.noleaks.NoLeaks;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

@NoLeaks
class CancelTest {

  private static final int WATCHES = 80;

  @Test
  void aTrustedClientMayCancelManyWatchesAtOnceAndKeepsItsConnection() throws Exception {
    try (Running running =
        Running.patient(exchange -> {
          exchange.trusted();
          if (exchange.rawPath().equals("/watch")) {
            exchange.live().longRunning(Duration.ofHours(1));
            exchange.reply().write(new byte[] {1});
            exchange.reply().flush();
            new CountDownLatch(1).await();
          }
          exchange.reply().send(exchange.remoteAddress().getBytes(StandardCharsets.UTF_8));
        })) {
      HttpClient client = running.client(HttpClient.Version.HTTP_2);
      String connection = connection(running, client);
      for (int round = 0; round < 4; round++) {
        List<InputStream> watches = new ArrayList<>();
        for (int i = 0; i < WATCHES; i++) {
          InputStream watch =
              client
                  .send(
                      running.request("/watch").build(), HttpResponse.BodyHandlers.ofInputStream())
                  .body();
          assertThat(watch.read()).isEqualTo(1);
          watches.add(watch);
        }
        for (InputStream watch : watches) {
          watch.close();
        }
        running.awaitEmptyLedger();
        assertThat(connection(running, client)).isEqualTo(connection);
      }
    }
  }

  private static String connection(Running running, HttpClient client) throws Exception {
    return client.send(running.request("/").build(), HttpResponse.BodyHandlers.ofString()).body();
  }
}
