package dev.stopwater.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/// The least that one signal was in each minute of the last two days since the server's start. One
/// thread.
final class Floors {

  static final Duration KEPT = Duration.ofDays(2);

  private static final double UNKNOWN = Double.POSITIVE_INFINITY;
  private static final int MINUTES = (int) KEPT.toMinutes() + 2;

  private final double[] least = new double[MINUTES];
  private final long first;
  private long last;

  /// @param began when the server was started
  Floors(Instant began) {
    first = minute(began);
    last = first;
    Arrays.fill(least, UNKNOWN);
  }

  private static long minute(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), 60);
  }

  /// Takes what is not older than anything before.
  void add(Instant at, double value) {
    long minute = minute(at);
    for (; last < minute; last++) {
      least[slot(last + 1)] = UNKNOWN;
    }
    least[slot(last)] = Math.min(least[slot(last)], value);
  }

  private static int slot(long minute) {
    return Math.floorMod(minute, MINUTES);
  }

  /// How many whole minutes are behind us.
  long minutes() {
    return last - first;
  }

  /// The least of each of `count` blocks of `minutes`, the last of which ended with the last whole
  /// minute; empty if there were not so many, or one of them is not known.
  double[] blocks(int count, int minutes) {
    double[] blocks = new double[count];
    if ((long) count * minutes > Math.min(minutes(), KEPT.toMinutes())) {
      return new double[0];
    }
    long begin = last - (long) count * minutes;
    for (int i = 0; i < count; i++) {
      blocks[i] = least(begin + (long) i * minutes, minutes);
      if (blocks[i] == UNKNOWN) {
        return new double[0];
      }
    }
    return blocks;
  }

  private double least(long from, int minutes) {
    double sofar = UNKNOWN;
    for (long each = from; each < from + minutes; each++) {
      sofar = Math.min(sofar, least[slot(each)]);
    }
    return sofar;
  }

  /// What nine tenths of the minutes of a day were above.
  ///
  /// @param ago the whole days between its end and now
  /// @return NaN if less than half of it is known
  double low(int ago) {
    int day = (int) Duration.ofDays(1).toMinutes();
    long end = last - (long) ago * day;
    long begin = Math.max(end - day, first + SETTLING);
    double[] known = new double[day];
    int count = 0;
    for (long each = begin; each < end; each++) {
      if (least[slot(each)] != UNKNOWN) {
        known[count++] = least[slot(each)];
      }
    }
    Arrays.sort(known, 0, count);
    return count < day / 2 ? Double.NaN : known[count / 10];
  }

  /// Minutes after the start that no day is judged by: caches fill, clients come back.
  private static final int SETTLING = 120;
}
