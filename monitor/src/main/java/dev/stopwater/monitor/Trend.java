package dev.stopwater.monitor;

import java.util.Arrays;

/// How values that follow each other grow, by estimators that single values cannot sway.
///
/// @param slope the median of the slopes between all pairs (Theil and Sen), per step
/// @param order how far the order of the values is that of time (Kendall's tau): 1 if each is more
///   than all before, -1 if less; equal ones count as neither
/// @param late the share of the whole rise that came in its last third
record Trend(double first, double last, double slope, double order, double late) {

  static Trend of(double[] values) {
    int count = values.length;
    double[] slopes = new double[count * (count - 1) / 2];
    int pairs = 0;
    double inOrder = 0;
    for (int i = 0; i < count; i++) {
      for (int j = i + 1; j < count; j++) {
        slopes[pairs++] = (values[j] - values[i]) / (j - i);
        inOrder += Math.signum(values[j] - values[i]);
      }
    }
    Arrays.sort(slopes);
    double last = values[count - 1];
    double rise = last - values[0];
    double before = values[count - 1 - count / 3];
    return new Trend(
        values[0], last, slopes[pairs / 2], inOrder / pairs, rise > 0 ? (last - before) / rise : 0);
  }

  double rise() {
    return last - first;
  }

  /// Whether it goes on: what rose and then stands still has an end.
  boolean goesOn() {
    return late >= 1.0 / 6;
  }
}
