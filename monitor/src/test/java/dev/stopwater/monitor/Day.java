package dev.stopwater.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/// A server's figures by the hour of the day, as a seed has them: traffic that comes and goes, the
/// collector's saw-tooth, bursts, a start at which everything fills, a batch at night; and, from a
/// moment on, a leak.
final class Day {

  static final Duration STEP = Duration.ofSeconds(10);
  static final Instant BEGAN = Instant.parse("2026-03-01T18:00:00Z");
  static final Limits LIMITS = new Limits(4_000_000_000L, 8_000_000_000L, 1_000_000_000L);

  private final Random random;
  private final double base;
  private final double peak;
  private final double phase;
  private final double cache;
  private final double sawHeight;
  private final int sawPeriod;
  private double saw;
  private int storm; // steps that are left of a burst
  private double slow; // overdue requests that end after all
  private double lost;
  private double heapLost;

  Day(long seed) {
    random = new Random(seed);
    base = 20 + random.nextInt(100);
    peak = 50 + random.nextInt(400);
    phase = random.nextDouble() * 24;
    cache = (0.1 + 0.25 * random.nextDouble()) * LIMITS.heap();
    sawHeight = (0.05 + 0.25 * random.nextDouble()) * LIMITS.heap();
    sawPeriod = 3 + random.nextInt(200);
  }

  /// The sample of a step, and so many requests or bytes leaked meanwhile.
  Sample at(int step, double requestsLost, double bytesLost) {
    Instant at = BEGAN.plus(STEP.multipliedBy(step));
    lost += requestsLost;
    heapLost += bytesLost;
    double load = load(step);
    int live = (int) Math.max(0, load * noise(0.2));
    double held = live * 150_000.0 * noise(0.3);
    double lives = lives(step, load) + held + heapLost + lost * 10_000;
    return new Sample(
        at,
        BEGAN,
        new Sample.Memory(
            (long) (lives + saw(step)), (long) lives, (long) (lives * 1.1 + 300_000_000)),
        new Sample.Requests(
            live + (int) (slow(load) + lost),
            (int) (load * 2 * filled(step)),
            (int) (slow + lost),
            0,
            (long) Math.min(held, LIMITS.held())),
        40 + random.nextInt(12),
        List.of());
  }

  private double load(int step) {
    double hours = step * STEP.toSeconds() / 3600.0;
    double sine = 0.5 + 0.5 * Math.sin((hours + phase) / 24 * 2 * Math.PI);
    if (storm == 0 && random.nextInt(2000) == 0) {
      storm = 6 + random.nextInt(24);
    }
    storm = Math.max(0, storm - 1);
    return (base + peak * sine) * (storm > 0 ? 3 : 1) * (batch(step) ? 2 : 1);
  }

  /// From two to a quarter past, each night.
  private static boolean batch(int step) {
    double hour = (18 + step * STEP.toSeconds() / 3600.0) % 24;
    return hour >= 2 && hour < 2.25;
  }

  private static double filled(int step) {
    return 1 - Math.exp(-step / 60.0); // ten minutes until all have come back
  }

  private double lives(int step, double load) {
    return cache * filled(step) * noise(0.02) + load * 200_000 + saw(step) * 0.2;
  }

  private double saw(int step) {
    saw = sawHeight * (step % sawPeriod) / sawPeriod;
    return saw * noise(0.05);
  }

  /// Some requests run late and end after half a minute or two, more of them in bursts.
  private double slow(double load) {
    double arriving = load * (storm > 0 ? 0.02 : 0.0005) * random.nextDouble();
    slow += arriving - slow * (0.1 + 0.2 * random.nextDouble());
    return slow;
  }

  private double noise(double part) {
    return 1 + part * (random.nextDouble() - 0.5);
  }
}
