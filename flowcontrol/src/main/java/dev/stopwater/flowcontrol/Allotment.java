package dev.stopwater.flowcontrol;

import java.util.Arrays;

/// How seats are shared among levels, each between its bounds, so that all get the same part of
/// what they aim at, as far as the bounds let them (KEP-1040, borrowing).
///
/// @param seats of each, whole ones before rounding
/// @param fraction the part of their targets that the unbound ones get
@SuppressWarnings("ArrayRecordComponent") // made for one caller
record Allotment(double[] seats, double fraction) {

  private static final double LEAST_TARGET = 0.001;

  /// What one level wants. `least` is not above `most`.
  record Wish(double least, double most, double target) {
    Wish {
      target = Math.max(target, LEAST_TARGET);
    }

    double at(double fraction) {
      return Math.clamp(fraction * target, least, most);
    }
  }

  /// @param sum to hand out; if the bounds do not allow it, all get the bound that is nearest
  static Allotment of(double sum, Wish[] wishes) {
    double[] turns = turns(wishes);
    double below = 0;
    for (double turn : turns) {
      double there = total(wishes, turn);
      if (there >= sum) {
        return at(wishes, between(wishes, below, turn, sum));
      }
      below = turn;
    }
    return at(wishes, below);
  }

  /// Where the total, a rising broken line over the fraction, changes its slope.
  private static double[] turns(Wish[] wishes) {
    double[] turns = new double[2 * wishes.length];
    for (int i = 0; i < wishes.length; i++) {
      turns[2 * i] = wishes[i].least / wishes[i].target;
      turns[2 * i + 1] = wishes[i].most / wishes[i].target;
    }
    Arrays.sort(turns);
    return turns;
  }

  private static double between(Wish[] wishes, double below, double above, double sum) {
    double low = total(wishes, below);
    double high = total(wishes, above);
    return high <= low ? above : below + (above - below) * Math.max(0, sum - low) / (high - low);
  }

  private static double total(Wish[] wishes, double fraction) {
    double total = 0;
    for (Wish wish : wishes) {
      total += wish.at(fraction);
    }
    return total;
  }

  private static Allotment at(Wish[] wishes, double fraction) {
    double[] seats = new double[wishes.length];
    for (int i = 0; i < seats.length; i++) {
      seats[i] = wishes[i].at(fraction);
    }
    return new Allotment(seats, fraction);
  }
}
