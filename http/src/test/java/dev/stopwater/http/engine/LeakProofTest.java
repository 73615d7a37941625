package dev.stopwater.http.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The engine must not hold what the ledger lets go of: a handler that can never run again.
class LeakProofTest {

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void aHandlerThatNobodyCanWakeIsCollectedAfterItsDeadlineAndCounted(HttpClient.Version version)
      throws Exception {
    try (Running running =
        Running.within(
            Duration.ofMillis(200),
            _ -> {
              CountDownLatch nobodyHasThis = new CountDownLatch(1);
              while (true) {
                try {
                  nobodyHasThis.await();
                } catch (InterruptedException deaf) {
                  // On purpose.
                }
              }
            })) {
      HttpClient client = running.client(version);
      for (int i = 0; i < 20; i++) {
        HttpResponse<String> response =
            client.send(running.request("/").build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(504);
      }
      for (int told = 0, looks = 0; told < 20; looks++) {
        System.gc();
        if (running.leaked.poll(100, TimeUnit.MILLISECONDS) != null) {
          told++;
        }
        assertThat(looks).isLessThan(400);
      }
      assertThat(running.ledger.leaked()).isEqualTo(20);
    }
  }
}
