package dev.stopwater.resources.builtin.services;

import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Numbers from `first` on, each taken at most once. Not thread-safe: its owner locks.
///
/// The lowest numbers make a band that is handed out last, so that people can choose numbers of
/// their own there with little risk that they are taken.
final class NumberPool {

  private static final int SMALLEST_BAND = 16;

  private final long first;
  private final long count;
  private final long band;
  private final RandomGenerator random;
  private final Set<Long> taken = new HashSet<>();

  /// @param share one of how many numbers is in the low band
  /// @param most the most numbers that are in the low band
  NumberPool(long first, long count, int share, int most, RandomGenerator random) {
    if (count < 1) {
      throw new IllegalArgumentException("a range without numbers");
    }
    this.first = first;
    this.count = count;
    this.band = count <= SMALLEST_BAND ? 0 : Math.min(Math.max(SMALLEST_BAND, count / share), most);
    this.random = random;
  }

  boolean covers(long number) {
    return number >= first && number - first < count;
  }

  boolean isTaken(long number) {
    return taken.contains(number);
  }

  /// @return whether it was free
  boolean take(long number) {
    return taken.add(number);
  }

  /// Any free number, or empty if none is left.
  OptionalLong takeAny() {
    if (taken.size() >= count) {
      return OptionalLong.empty();
    }
    OptionalLong above = takeFrom(first + band, count - band);
    return above.isPresent() || band == 0 ? above : takeFrom(first, band);
  }

  private OptionalLong takeFrom(long from, long width) {
    long start = random.nextLong(width);
    long most = Math.min(width, taken.size() + 1L);
    for (long i = 0; i < most; i++) {
      long number = from + (start + i) % width;
      if (taken.add(number)) {
        return OptionalLong.of(number);
      }
    }
    return OptionalLong.empty();
  }

  void freeAll() {
    taken.clear();
  }

  void free(long number) {
    taken.remove(number);
  }
}
