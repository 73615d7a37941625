package dev.stopwater.monitor;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/// A day of which the pages can show something.
public final class PlayedDay {

  public static final Instant BEGAN = Day.BEGAN;

  private PlayedDay() {}

  /// Requests leak from the tenth hour on.
  public static void into(Ring ring, int hours) throws IOException {
    Day day = new Day(5);
    int perHour = 360;
    for (int step = 0; step < hours * perHour; step++) {
      Sample sample = day.at(step, step < 10 * perHour ? 0 : 15.6, 0);
      ring.append(step % 6 == 0 ? sample.with(shares(sample)) : sample);
    }
  }

  private static List<Share> shares(Sample sample) {
    long outlived = sample.requests().outlived();
    int live = sample.requests().live();
    return List.of(
        new Share(Share.Of.ROUTE, "LIST /api/v1/pods", live / 2, outlived, live * 9_000L),
        new Share(Share.Of.ROUTE, "WATCH /api/v1/nodes", live / 3, 0, 70_000),
        new Share(Share.Of.USER, "admin-platform", live / 2, outlived, live * 9_000L),
        new Share(Share.Of.USER, "system:node:a", live / 3, 0, 70_000));
  }
}
