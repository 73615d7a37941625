package dev.stopwater.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedGaugesTest {

  @Test
  void oneReadingIsEnoughForAllGaugesOfAScrape() {
    AtomicInteger readings = new AtomicInteger();
    RequestMetrics metrics = new RequestMetrics();
    metrics.gauges(
        List.of(
            new SharedGauges.Family("dogs", "How many."),
            new SharedGauges.Family("dogs_age_seconds", "Of the oldest.")),
        told -> {
          readings.incrementAndGet();
          told.are(List.of(2.0, 7.5), "poodle");
          told.are(List.of(1.0, 3.0), "beagle");
        },
        "breed");
    assertThat(new String(metrics.text(), UTF_8))
        .contains("# HELP dogs How many.", "# TYPE dogs gauge")
        .contains("dogs{breed=\"poodle\"} 2.0", "dogs{breed=\"beagle\"} 1.0")
        .contains("# HELP dogs_age_seconds Of the oldest.")
        .contains("dogs_age_seconds{breed=\"poodle\"} 7.5");
    assertThat(readings).hasValue(1);
  }
}
