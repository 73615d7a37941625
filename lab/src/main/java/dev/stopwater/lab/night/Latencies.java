package dev.stopwater.lab.night;

import java.util.ArrayList;
import java.util.List;

/// How long requests took, and how many failed. Any thread.
public final class Latencies {

  private static final double NANOS_IN_MILLI = 1e6;

  private final List<Double> all = new ArrayList<>(); // guarded by this
  private double worstSinceAsked; // guarded by this
  private long failed; // guarded by this

  public synchronized void add(long nanos, boolean served) {
    double millis = nanos / NANOS_IN_MILLI;
    all.add(millis);
    worstSinceAsked = Math.max(worstSinceAsked, millis);
    failed += served ? 0 : 1;
  }

  /// The longest since this was asked last, in milliseconds; 0 if there was none.
  synchronized double worstSinceAsked() {
    double worst = worstSinceAsked;
    worstSinceAsked = 0;
    return worst;
  }

  /// @param median in milliseconds, as the others
  public record Summary(long count, long failed, double median, double p99, double worst) {}

  public synchronized Summary summary() {
    List<Double> sorted = all.stream().sorted().toList();
    if (sorted.isEmpty()) {
      return new Summary(0, 0, 0, 0, 0);
    }
    int last = sorted.size() - 1;
    return new Summary(
        sorted.size(),
        failed,
        sorted.get(last / 2),
        sorted.get((int) (last * 0.99)),
        sorted.get(last));
  }
}
