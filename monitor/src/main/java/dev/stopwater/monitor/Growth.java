package dev.stopwater.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Judges whether a signal grows, each by what it is good for (ADR 0011):
///
/// - *More and more.* Requests that outlived their deadline are next to none on a healthy server,
///   whatever the hour. In one of the windows nearly every block must begin higher than those
///   before, by [#FEWEST] or more together, steadily, and until now. Minutes.
/// - *Soon full.* Memory that lives is more than half of what there is, rises in nearly every block
///   of a window, and would reach the end within that window's time to come. Hours, or what is
///   left.
/// - *More than yesterday.* The quiet hours of the last day (a tenth of it) have half as much again
///   as those of the day before. Days; sees through any daily or weekly pattern.
///
/// One thread.
final class Growth {

  /// Requests that outlived their deadline; so few may have any reason.
  static final int FEWEST = 60;

  private static final double NEARLY_ALL = 0.85;
  private static final double MOST = 0.7;
  private static final double LARGEST_STEP = 0.5; // of the whole rise
  private static final double HALF_AGAIN = 1.5;

  private static final long MEGA = 1_000_000;

  /// Blocks of minutes that are compared.
  ///
  /// @param least that they must rise; where it is short, a burst may be as much as a leak
  private record Window(int count, int minutes, int least) {}

  private static final List<Window> OUTLIVED =
      List.of(new Window(7, 1, 150), new Window(7, 10, 100), new Window(7, 60, FEWEST));
  private static final List<Window> FILLING = List.of(new Window(15, 2, 0), new Window(18, 10, 0));

  private final Limits limits;
  private final Instant began;
  private final Map<Signal, Floors> floors = new EnumMap<>(Signal.class);
  private long minutes;

  Growth(Instant began, Limits limits) {
    this.began = began;
    this.limits = limits;
    for (Signal each : Signal.values()) {
      floors.put(each, new Floors(began));
    }
  }

  /// Takes a sample that is not older than those before.
  ///
  /// @return whether a minute is over, so that there is something new to judge
  boolean add(Sample sample) {
    floors.forEach((signal, floor) -> floor.add(sample.at(), signal.of(sample)));
    long before = minutes;
    minutes = floor(Signal.OUTLIVED).minutes();
    return minutes > before;
  }

  /// @return null if it does not grow
  @Nullable Finding of(Signal signal, Instant now) {
    Finding found = signal == Signal.OUTLIVED ? moreAndMore(now) : soonFull(signal, now);
    return found != null ? found : moreThanYesterday(signal, now);
  }

  private @Nullable Finding moreAndMore(Instant now) {
    for (Window window : OUTLIVED) {
      double[] blocks = blocks(Signal.OUTLIVED, window);
      if (blocks.length == 0) {
        return null;
      }
      Trend trend = Trend.of(blocks);
      if (trend.rise() >= window.least
          && trend.order() >= NEARLY_ALL
          && trend.goesOn()
          && largestStep(blocks) <= LARGEST_STEP * trend.rise()) {
        return finding(Signal.OUTLIVED, Finding.Rule.MORE_AND_MORE, window, trend, now);
      }
    }
    return null;
  }

  private static double largestStep(double[] blocks) {
    double largest = 0;
    for (int i = 1; i < blocks.length; i++) {
      largest = Math.max(largest, blocks[i] - blocks[i - 1]);
    }
    return largest;
  }

  private @Nullable Finding soonFull(Signal signal, Instant now) {
    long limit = limits.of(signal);
    for (Window window : FILLING) {
      double[] blocks = limit > 0 ? blocks(signal, window) : new double[0];
      if (blocks.length == 0) {
        return null;
      }
      Trend trend = Trend.of(blocks);
      double reached = trend.last() + trend.slope() * window.count;
      if (trend.last() >= limit / 2.0
          && trend.order() >= MOST
          && trend.goesOn()
          && reached >= limit) {
        return finding(signal, Finding.Rule.SOON_FULL, window, trend, now);
      }
    }
    return null;
  }

  private @Nullable Finding moreThanYesterday(Signal signal, Instant now) {
    if (Duration.between(began, now).compareTo(Floors.KEPT) < 0) {
      return null;
    }
    double before = floor(signal).low(1);
    double after = floor(signal).low(0);
    if (!(after >= HALF_AGAIN * before && after - before >= least(signal))) {
      return null; // also where one of them is not known
    }
    Instant since = now.minus(Duration.ofDays(1));
    return new Finding(
        signal, Finding.Rule.MORE_THAN_YESTERDAY, since, now, before, after, (after - before) / 24);
  }

  /// What half as much again must be, to be worth an alarm.
  private static double least(Signal signal) {
    return switch (signal) {
      case OUTLIVED -> FEWEST;
      case HELD -> 16 * MEGA;
      case HEAP -> 64 * MEGA;
      case RESIDENT -> 256 * MEGA;
      case WATCHERS -> 500;
      case THREADS -> 100;
    };
  }

  private Finding finding(
      Signal signal, Finding.Rule rule, Window window, Trend trend, Instant now) {
    Instant since = now.minus(Duration.ofMinutes((long) window.count * window.minutes));
    double perHour = trend.slope() * 60 / window.minutes;
    return new Finding(signal, rule, since, now, trend.first(), trend.last(), perHour);
  }

  private double[] blocks(Signal signal, Window window) {
    return floor(signal).blocks(window.count, window.minutes);
  }

  private Floors floor(Signal signal) {
    return Objects.requireNonNull(floors.get(signal));
  }
}
