package dev.stopwater.http.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.noleaks.NoLeaks;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What tells an incident's story must answer in the middle of it.
@NoLeaks
@Timeout(60)
class UrgentTest {

  private final CountDownLatch spinning =
      new CountDownLatch(Runtime.getRuntime().availableProcessors());
  private volatile boolean stop;

  @Test
  void anUrgentPathIsServedWhileHandlersSpinOnEveryCarrier() throws Exception {
    try (Running running =
        Running.urgent(
            path -> path.startsWith("/urgent/"),
            exchange -> {
              if (exchange.rawPath().equals("/spin")) {
                spin();
              }
              exchange.reply().status(200);
              exchange.reply().send(new byte[] {1});
            })) {
      HttpClient client = running.client(HttpClient.Version.HTTP_2);
      for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
        client.sendAsync(running.request("/spin").build(), HttpResponse.BodyHandlers.discarding());
      }
      spinning.await();
      HttpResponse<String> answer =
          client.send(running.request("/urgent/now").build(), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      stop = true;
    } finally {
      stop = true;
    }
  }

  private void spin() {
    spinning.countDown();
    while (!stop) {
      Thread.onSpinWait();
    }
  }
}
