package dev.stopwater.server;

import dev.stopwater.telemetry.KindSeries;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/// How many requests of one kind wait and run now. Threadsafe.
public final class Crowd {

  private final KindSeries series;
  private final LongSupplier nanos;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger executing = new AtomicInteger();

  public Crowd(KindSeries series, LongSupplier nanos) {
    this.series = series;
    this.nanos = nanos;
  }

  void waiting(int change) {
    series.waiting(nanos.getAsLong(), waiting.addAndGet(change));
  }

  void executing(int change) {
    series.executing(nanos.getAsLong(), executing.addAndGet(change));
  }
}
