package dev.stopwater.lab.night;

import java.util.List;

/// All that was measured in one night.
///
/// @param name of its hand-off and platform, in one word
/// @param title for people
/// @param listBytes of one pull of all pods
/// @param heapBefore bytes that lived on the heap before it
/// @param fell when the link became bad, in seconds; and [#morning] when it became good
/// @param carried bytes over the platform's link
/// @param bell the monitor's alarm
public record NightRecord(
    String name,
    String title,
    List<Moment> moments,
    Platform.Tally platform,
    Latencies.Summary reads,
    Latencies.Summary writes,
    Census census,
    LogLines log,
    long listBytes,
    long heapBefore,
    double fell,
    double morning,
    long carried,
    Bell bell) {

  public NightRecord {
    moments = List.copyOf(moments);
  }

  public long peakThreads() {
    return moments.stream().mapToLong(Moment::threads).max().orElse(0);
  }

  public long peakLeftBehind() {
    return moments.stream().mapToLong(Moment::leftBehind).max().orElse(0);
  }

  public long peakHeap() {
    return moments.stream().mapToLong(Moment::heapBytes).max().orElse(0);
  }

  public long peakResident() {
    return moments.stream().mapToLong(Moment::residentBytes).max().orElse(0);
  }

  /// Bytes that the night left on the heap.
  public long heldBytes() {
    return census.heap() - heapBefore;
  }
}
