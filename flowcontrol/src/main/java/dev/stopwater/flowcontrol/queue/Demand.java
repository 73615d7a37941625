package dev.stopwater.flowcontrol.queue;

/// How many seats a level's requests would have taken, over time: average, deviation and peak.
/// Guarded by the level's lock.
public final class Demand {

  /// What one period came to.
  ///
  /// @param deviation the standard one
  public record Period(double average, double deviation, int peak) {}

  private long since;
  private int seats;
  private int peak;
  private double time;
  private double integral;
  private double squares;

  Demand(long now) {
    since = now;
  }

  void set(long now, int wanted) {
    advance(now);
    seats = wanted;
    peak = Math.max(peak, wanted);
  }

  /// What was since the last call.
  Period close(long now) {
    advance(now);
    double average = time > 0 ? integral / time : seats;
    double variance = time > 0 ? squares / time - average * average : 0;
    Period period = new Period(average, Math.sqrt(Math.max(0, variance)), peak);
    time = 0;
    integral = 0;
    squares = 0;
    peak = seats;
    return period;
  }

  private void advance(long now) {
    double passed = Math.max(0, now - since) / 1e9;
    since = now;
    time += passed;
    integral += passed * seats;
    squares += passed * seats * seats;
  }
}
