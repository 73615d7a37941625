package dev.stopwater.bench.load;

import dev.stopwater.bench.report.Sample;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// Times that many threads note: to three digits, from a microsecond to ten minutes.
public final class Latencies {

  private static final long MOST_MICROS = 600_000_000L;

  private final Histogram histogram = new ConcurrentHistogram(MOST_MICROS, 3);

  public void note(long nanos) {
    histogram.recordValue(Math.clamp(nanos / 1_000, 0, MOST_MICROS));
  }

  public long count() {
    return histogram.getTotalCount();
  }

  /// @param percent of all that were no longer than what is returned
  public double milliseconds(double percent) {
    return histogram.getValueAtPercentile(percent) / 1e3;
  }

  /// Adds the usual percentiles as columns.
  public Sample onto(Sample sample) {
    return sample
        .with("p50 ms", milliseconds(50))
        .with("p90 ms", milliseconds(90))
        .with("p99 ms", milliseconds(99))
        .with("p99.9 ms", milliseconds(99.9))
        .with("max ms", milliseconds(100));
  }
}
