package dev.stopwater.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogRationTest {

  @Test
  void ofManyLinesTheFirstTenAreLoggedAndTenMoreWhenTimeHasPassed() {
    AtomicLong nanos = new AtomicLong(-5);
    LogRation ration = new LogRation(nanos::get);
    assertThat(allowed(ration)).isEqualTo(10);
    nanos.addAndGet(Duration.ofSeconds(10).toNanos());
    assertThat(allowed(ration)).isEqualTo(10);
  }

  private static long allowed(LogRation ration) {
    return IntStream.range(0, 100).filter(each -> ration.allows()).count();
  }
}
