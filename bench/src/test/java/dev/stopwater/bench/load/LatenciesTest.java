package dev.stopwater.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stopwater.bench.report.Sample;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LatenciesTest {

  @Test
  void aPercentileIsTheTimeThatSoManyDoNotExceed() {
    Latencies latencies = new Latencies();
    for (int i = 1; i <= 1_000; i++) {
      latencies.note(TimeUnit.MILLISECONDS.toNanos(i));
    }
    assertThat(latencies.count()).isEqualTo(1_000);
    assertThat(latencies.milliseconds(50)).isCloseTo(500, Percentage.withPercentage(0.2));
    assertThat(latencies.milliseconds(99)).isCloseTo(990, Percentage.withPercentage(0.2));
    assertThat(latencies.milliseconds(100)).isCloseTo(1_000, Percentage.withPercentage(0.2));
  }

  @Test
  void whatIsBeyondTheRangeIsCountedAtItsEnds() {
    Latencies latencies = new Latencies();
    latencies.note(-5);
    latencies.note(TimeUnit.DAYS.toNanos(1));
    assertThat(latencies.count()).isEqualTo(2);
    assertThat(latencies.milliseconds(50)).isZero();
    assertThat(latencies.milliseconds(100)).isCloseTo(600_000, within(1_000.0));
  }

  @Test
  void theyBecomeColumns() {
    Latencies latencies = new Latencies();
    latencies.note(2_000_000);
    assertThat(latencies.onto(Sample.of("", "it")).values())
        .containsOnlyKeys("p50 ms", "p90 ms", "p99 ms", "p99.9 ms", "max ms");
  }
}
