package dev.stopwater.live;

import java.time.Duration;
import java.util.function.LongSupplier;

/// How many lines of one kind may be logged: ten in ten seconds, then none until those have passed.
/// The pages show the rest. Any thread.
final class LogRation {

  private static final int LINES = 10;
  private static final long NANOS = Duration.ofSeconds(10).toNanos();

  private final LongSupplier nanos;
  private long began; // guarded by this
  private int lines; // guarded by this

  LogRation(LongSupplier nanos) {
    this.nanos = nanos;
    this.began = nanos.getAsLong();
  }

  synchronized boolean allows() {
    long now = nanos.getAsLong();
    if (now - began >= NANOS) {
      began = now;
      lines = 0;
    }
    lines++;
    return lines <= LINES;
  }
}
