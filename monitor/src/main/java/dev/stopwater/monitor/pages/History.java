package dev.stopwater.monitor.pages;

import dev.stopwater.monitor.Mark;
import dev.stopwater.monitor.Sample;
import dev.stopwater.monitor.Share;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/// A time, cut into equal parts, with the least, the most and the last of each line in each part.
/// One thread.
final class History {

  static final int PARTS = 240;

  private final Instant from;
  private final Instant to;
  private final Map<Line, double[][]> values = new EnumMap<>(Line.class);
  private final List<Mark> marks = new ArrayList<>();
  private final TreeSet<Instant> starts = new TreeSet<>();
  private List<Share> firstShares = List.of();

  History(Instant from, Instant to) {
    this.from = from;
    this.to = to;
    for (Line each : Line.values()) {
      double[][] parts = new double[3][PARTS];
      Arrays.stream(parts).forEach(part -> Arrays.fill(part, Double.NaN));
      values.put(each, parts);
    }
  }

  void add(Sample sample) {
    int part = part(sample.at());
    if (part < 0 || part >= PARTS) {
      return;
    }
    starts.add(sample.began());
    for (Line each : Line.values()) {
      add(of(each), part, each.of(sample));
    }
    if (firstShares.isEmpty()) {
      firstShares = sample.shares();
    }
  }

  private static void add(double[][] parts, int part, double value) {
    parts[0][part] = Double.isNaN(parts[0][part]) ? value : Math.min(parts[0][part], value);
    parts[1][part] = Double.isNaN(parts[1][part]) ? value : Math.max(parts[1][part], value);
    parts[2][part] = value;
  }

  void add(Mark mark) {
    marks.add(mark);
  }

  private int part(Instant at) {
    double share = (double) Duration.between(from, at).toMillis() / span().toMillis();
    return (int) Math.floor(Math.min(share * PARTS, at.equals(to) ? PARTS - 1 : PARTS));
  }

  Instant from() {
    return from;
  }

  Instant to() {
    return to;
  }

  Duration span() {
    return Duration.between(from, to);
  }

  Instant at(int part) {
    return from.plusMillis(span().toMillis() * part / PARTS);
  }

  double least(Line line, int part) {
    return of(line)[0][part];
  }

  double most(Line line, int part) {
    return of(line)[1][part];
  }

  double last(Line line, int part) {
    return of(line)[2][part];
  }

  /// The greatest of a line; zero if nothing is known.
  double most(Line line) {
    return Arrays.stream(of(line)[1]).filter(value -> !Double.isNaN(value)).max().orElse(0);
  }

  private double[][] of(Line line) {
    return Objects.requireNonNull(values.get(line));
  }

  List<Mark> marks() {
    return List.copyOf(marks);
  }

  /// When the server was started within this time.
  List<Instant> starts() {
    return starts.stream().filter(each -> each.isAfter(from)).toList();
  }

  /// The first shares that are known.
  List<Share> firstShares() {
    return firstShares;
  }
}
