package dev.stopwater.lab.report;

import java.util.Arrays;
import java.util.Comparator;

/// Moves marks on a line apart.
final class Spread {

  private Spread() {}

  /// The same marks, each near where it was, none nearer to another than `distance`, and, as far as
  /// there is room, none outside.
  static double[] apart(double[] marks, double distance, double least, double most) {
    Integer[] order = new Integer[marks.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble((Integer i) -> marks[i]).reversed());
    double[] moved = new double[marks.length];
    double room = most;
    for (Integer each : order) { // from the bottom up
      moved[each] = Math.max(least, Math.min(room, marks[each]));
      room = moved[each] - distance;
    }
    return moved;
  }
}
