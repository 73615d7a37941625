package dev.stopwater.bench.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// One measured run of one target.
///
/// @param row which of the figure's cases, or empty if it has but one
/// @param values by the title of their column, which names the unit
/// @param remark what a number cannot say: `not served (406)`
public record Sample(String row, String target, Map<String, Double> values, String remark) {

  public Sample {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  public static Sample of(String row, String target) {
    return new Sample(row, target, Map.of(), "");
  }

  public Sample with(String column, double value) {
    Map<String, Double> more = new LinkedHashMap<>(values);
    more.put(column, value);
    return new Sample(row, target, more, remark);
  }

  /// A count.
  public Sample with(String column, long value) {
    return with(column, (double) value);
  }

  public Sample remarked(String words) {
    return new Sample(row, target, values, words);
  }
}
