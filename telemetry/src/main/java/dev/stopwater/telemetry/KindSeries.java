package dev.stopwater.telemetry;

/// Requests of one kind, those that read or those that write. Threadsafe.
public final class KindSeries {

  private final TimingHistogram.Cell waitingNow;
  private final TimingHistogram.Cell runningNow;
  private final Recent queued = new Recent();

  KindSeries(TimingHistogram family, String kind) {
    waitingNow = family.cell("waiting", kind);
    runningNow = family.cell("executing", kind);
  }

  /// What all requests of both kinds may be at most.
  void whole(long now, int executing, int waiting) {
    runningNow.whole(now, executing);
    waitingNow.whole(now, waiting);
  }

  int queuedOfLate(long now) {
    return queued.highest(now);
  }

  public void waiting(long now, int requests) {
    waitingNow.set(now, requests);
    queued.set(now, requests);
  }

  public void executing(long now, int requests) {
    runningNow.set(now, requests);
  }
}
