package dev.stopwater.flowcontrol.queue;

/// Work and virtual time, in seat-seconds, as whole numbers of 1e-8 of one (KEP-1040).
public final class SeatSeconds {

  /// One seat for one second.
  public static final long ONE = 100_000_000;

  private static final double PER_NANOSECOND = ONE / 1e9;

  static long of(double seats, long nanos) {
    return Math.round(seats * nanos * PER_NANOSECOND);
  }

  /// As debugging dumps write it: `1.50000000ss`.
  public static String text(long amount) {
    String sign = amount < 0 ? "-" : "";
    long size = Math.abs(amount);
    return sign + size / ONE + "." + Long.toString(ONE + size % ONE).substring(1) + "ss";
  }

  private SeatSeconds() {}
}
