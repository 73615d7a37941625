package dev.stopwater.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.lifecycle.Ledger;
import dev.stopwater.lifecycle.LedgerSettings;
import dev.stopwater.lifecycle.RequestFacts;
import dev.stopwater.lifecycle.RequestSnapshot;
import dev.stopwater.telemetry.RequestMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What a log has of a request that did not end in time.
class LateRequestsTest {

  private static final int LONG = 100_000;

  private final List<Object> told = new ArrayList<>();
  private final LateRequests late =
      new LateRequests(
          (text, values) -> told.addAll(Arrays.asList(values)),
          (what, failure) -> {},
          new RequestMetrics(),
          new RequestLabels(info -> true),
          () -> 0);

  @Test
  void aClientDoesNotFillTheLogWithWhatItSends() throws Exception {
    late.leaked(
        snapshot(
            new RequestFacts(
                "GET", "/" + "u".repeat(LONG), "127.0.0.1:1", "a".repeat(LONG), "HTTP/2.0"),
            "n".repeat(LONG)));
    assertThat(told)
        .contains("/" + "u".repeat(999) + "…", "a".repeat(1_000) + "…", "n".repeat(1_000) + "…")
        .allSatisfy(each -> assertThat(String.valueOf(each)).hasSizeLessThan(1_100));
  }

  @Test
  void whatIsNotLongIsToldAsItIs() throws Exception {
    late.leaked(
        snapshot(
            new RequestFacts("GET", "/api/v1/pods?limit=5", "127.0.0.1:1", "kubectl", "HTTP/2.0"),
            "jane"));
    assertThat(told).contains("/api/v1/pods?limit=5", "kubectl", "jane");
  }

  private static RequestSnapshot snapshot(RequestFacts facts, String user) throws Exception {
    BlockingQueue<RequestSnapshot> taken = new ArrayBlockingQueue<>(1);
    try (Ledger ledger =
        Ledger.start(LedgerSettings.byHand(Duration.ofSeconds(60), () -> 0, new Silent()))) {
      ledger.begin(
          facts,
          new NoAnswer(),
          live -> {
            live.identify("GET pods", user, "audit");
            taken.addAll(ledger.entries());
          });
      RequestSnapshot snapshot = taken.poll(20, TimeUnit.SECONDS);
      assertThat(ledger.awaitEmpty(Duration.ofSeconds(20))).isTrue();
      return requireNonNull(snapshot);
    }
  }
}
