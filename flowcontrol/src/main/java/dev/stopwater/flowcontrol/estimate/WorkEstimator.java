package dev.stopwater.flowcontrol.estimate;

import dev.stopwater.flowcontrol.queue.Work;

/// How wide requests are (KEP-1040, KEP-5116's sizes): lists by the bytes that they move, writes by
/// the watches that they wake. Pure.
public final class WorkEstimator {

  private static final long BYTES_PER_SEAT = 100_000;
  private static final long STREAMED = 1_000_000; // a streamed answer is not held whole
  private static final long UNKNOWN_BYTES = 1_500_000;
  private static final int MOST_FOR_WRITES = 10;
  private static final double WATCHES_PER_SEAT = 10;
  private static final long NANOS_PER_SEAT = 5_000_000;

  /// A list, or a watch that begins with what is there.
  ///
  /// @param objects of the kind there are; negative if that is not known: then it costs one seat
  /// @param bytes one of them has on average; 0 if not known
  /// @param most for one request of the level
  public static Work list(ListShape shape, long objects, long bytes, int most) {
    if (objects < 0) {
      return Work.ONE;
    }
    long size = bytes > 0 ? bytes : UNKNOWN_BYTES;
    double moved = (double) shape.loaded(objects) * size;
    double held = shape.cached() ? Math.min(moved, STREAMED) : moved;
    double seats = Math.ceil(held / BYTES_PER_SEAT);
    return Work.of((int) Math.clamp(seats, 1, Math.max(1, most)));
  }

  /// A write that `watches` want to hear of.
  public static Work write(int watches, int most) {
    if (watches < WATCHES_PER_SEAT) {
      return Work.ONE;
    }
    int wanted = (int) Math.ceil(watches / WATCHES_PER_SEAT);
    int seats = Math.clamp(wanted, 1, Math.max(1, Math.min(most, MOST_FOR_WRITES)));
    return new Work(1, seats, Math.round((double) NANOS_PER_SEAT * wanted / seats));
  }

  private WorkEstimator() {}
}
