package dev.stopwater.monitor;

import java.util.Locale;

/// What is watched for growth. Each is read as the least that it was in a minute, so that bursts
/// and the saw-tooth of the collector do not show.
public enum Signal {
  OUTLIVED("requests that have outlived their deadline", ""),
  HELD("bytes that requests hold", "B"),
  HEAP("bytes that live on the heap", "B"),
  RESIDENT("bytes of the process", "B"),
  WATCHERS("open watches", ""),
  THREADS("platform threads", "");

  private final String description;
  private final String unit;

  Signal(String description, String unit) {
    this.description = description;
    this.unit = unit;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String description() {
    return description;
  }

  public double of(Sample sample) {
    return switch (this) {
      case OUTLIVED -> sample.requests().outlived();
      case HELD -> sample.requests().bytesHeld();
      case HEAP -> sample.memory().lives();
      case RESIDENT -> sample.memory().resident();
      case WATCHERS -> sample.requests().watchers();
      case THREADS -> sample.platformThreads();
    };
  }

  /// A value of this signal for people.
  public String shown(double amount) {
    return unit.isEmpty()
        ? String.format(Locale.ROOT, "%,.0f", amount)
        : String.format(Locale.ROOT, "%,.0f MB", amount / 1e6);
  }
}
