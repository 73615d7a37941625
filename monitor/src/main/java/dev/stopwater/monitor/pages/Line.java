package dev.stopwater.monitor.pages;

import dev.stopwater.monitor.Sample;
import java.util.Locale;

/// One figure over time, under the name that it has in the JSON.
enum Line {
  RESIDENT("process"),
  USED("heap in use"),
  LIVES("heap after collection"),
  LIVE("all requests"),
  WATCHERS("of these watches"),
  OUTLIVED("outlived their deadline"),
  LEAKED("of these proved leaked"),
  HELD("held by requests"),
  THREADS("platform threads");

  private final String title;

  Line(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  double of(Sample sample) {
    return switch (this) {
      case RESIDENT -> sample.memory().resident();
      case USED -> sample.memory().used();
      case LIVES -> sample.memory().lives();
      case LIVE -> sample.requests().live();
      case WATCHERS -> sample.requests().watchers();
      case OUTLIVED -> sample.requests().outlived();
      case LEAKED -> sample.requests().leaked();
      case HELD -> sample.requests().bytesHeld();
      case THREADS -> sample.platformThreads();
    };
  }
}
