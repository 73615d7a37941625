package dev.stopwater.profiles;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How often, or how much, by stack and labels: what pprof calls a profile. Equal stacks with equal
/// labels are one sample, whose values are summed.
///
/// It is bounded: of a stack, the innermost [#DEEPEST] frames are kept; beyond [#MOST_SAMPLES]
/// different samples, or samples of [#MOST_FRAMES] frames together, what comes is counted under one
/// that says so. Equal frames are held once. One thread builds it; then it may be read by any.
public final class Profile {

  static final int DEEPEST = 256;
  static final int MOST_SAMPLES = 20_000;
  static final int MOST_FRAMES = 1_000_000;

  private static final List<StackTraceElement> OTHERS =
      List.of(new StackTraceElement("profile", "too many different stacks", null, -1));

  private final List<ValueType> types;
  private final Map<Key, long[]> samples = new LinkedHashMap<>();
  private final Map<StackTraceElement, StackTraceElement> known = new HashMap<>();
  private int frames; // of all samples together
  private @Nullable ValueType periodType;
  private long period;
  private Instant taken = Instant.EPOCH;
  private Duration duration = Duration.ZERO;
  private String comment = "";

  private record Key(List<StackTraceElement> stack, Map<String, String> labels) {}

  /// One line of a profile.
  ///
  /// @param stack innermost frame first
  /// @param values one for each type of the profile
  public record Sample(
      List<StackTraceElement> stack, Map<String, String> labels, List<Long> values) {

    long last() {
      return values.get(values.size() - 1);
    }
  }

  public Profile(ValueType... types) {
    this.types = List.of(types);
  }

  /// When it was taken, and over which time.
  Profile at(Instant taken, Duration duration) {
    this.taken = taken;
    this.duration = duration;
    return this;
  }

  /// One sample stands for so much.
  Profile every(ValueType periodType, long period) {
    this.periodType = periodType;
    this.period = period;
    return this;
  }

  /// What a reader should know of how it was made; shown by `pprof -comments`.
  Profile saying(String comment) {
    this.comment = comment;
    return this;
  }

  /// Adds to the sample of this stack and these labels.
  public void add(List<StackTraceElement> stack, Map<String, String> labels, long... values) {
    if (values.length != types.size()) {
      throw new IllegalArgumentException("a value for each type: " + types);
    }
    Key key = new Key(stack.size() <= DEEPEST ? stack : stack.subList(0, DEEPEST), labels);
    long[] sums = samples.get(key);
    if (sums == null) {
      sums = samples.computeIfAbsent(filed(key), any -> new long[types.size()]);
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] += values[i];
    }
  }

  /// Where a sample that is not there yet is to be found from now on.
  private Key filed(Key key) {
    if (samples.size() >= MOST_SAMPLES || frames + key.stack.size() > MOST_FRAMES) {
      return new Key(OTHERS, Map.of());
    }
    frames += key.stack.size();
    return new Key(key.stack.stream().map(this::once).toList(), key.labels);
  }

  private StackTraceElement once(StackTraceElement frame) {
    StackTraceElement before = known.putIfAbsent(frame, frame);
    return before == null ? frame : before;
  }

  /// What grew or shrank since `earlier`; what stayed is left out.
  Profile since(Profile earlier, Duration duration) {
    Profile delta = new Profile(types.toArray(new ValueType[0]));
    delta.periodType = periodType;
    delta.period = period;
    delta.comment = comment;
    delta.at(earlier.taken, duration);
    samples.forEach((key, sums) -> delta.add(key.stack, key.labels, sums));
    earlier.samples.forEach((key, sums) -> delta.add(key.stack, key.labels, negated(sums)));
    delta.samples.values().removeIf(sums -> Arrays.stream(sums).allMatch(sum -> sum == 0));
    return delta;
  }

  private static long[] negated(long[] sums) {
    return Arrays.stream(sums).map(sum -> -sum).toArray();
  }

  public List<ValueType> types() {
    return types;
  }

  public String comment() {
    return comment;
  }

  Instant taken() {
    return taken;
  }

  Duration duration() {
    return duration;
  }

  @Nullable ValueType periodType() {
    return periodType;
  }

  long period() {
    return period;
  }

  /// The samples, those with the largest last value first.
  public List<Sample> samples() {
    return samples.entrySet().stream()
        .map(each -> sample(each.getKey(), each.getValue()))
        .sorted((a, b) -> Long.compare(b.last(), a.last()))
        .toList();
  }

  private static Sample sample(Key key, long[] sums) {
    return new Sample(key.stack, key.labels, Arrays.stream(sums).boxed().toList());
  }

  /// The same as another, which changes no more with this one.
  Profile copy() {
    return since(new Profile(types.toArray(new ValueType[0])), duration).at(taken, duration);
  }

  /// The sum of the last value over all samples.
  public long total() {
    int last = types.size() - 1;
    return samples.values().stream().mapToLong(sums -> sums[last]).sum();
  }

  /// The bytes that `go tool pprof` reads: `profile.proto`, gzipped.
  public byte[] gzipped() {
    return new ProfileEncoder(this).gzipped();
  }
}
