package dev.stopwater.monitor;

import java.time.Duration;

/// Durations for people.
final class Spans {

  private Spans() {}

  static String shown(Duration span) {
    long minutes = Math.round(span.toSeconds() / 60.0);
    if (minutes < 100) {
      return minutes + " min";
    }
    return "%d h %02d min".formatted(minutes / 60, minutes % 60);
  }
}
