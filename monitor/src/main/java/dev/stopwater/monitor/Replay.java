package dev.stopwater.monitor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Says which alarms there would have been, of samples that were taken elsewhere. They name nobody.
public final class Replay {

  private Replay() {}

  /// @param began when the server was started
  /// @param samples in the order of time, at least one in each minute
  public static List<Alarm> of(Instant began, Limits limits, Iterable<Sample> samples) {
    List<Alarm> told = new ArrayList<>();
    Alarms alarms = new Alarms(new Growth(began, limits), finding -> Culprit.NONE, told::add);
    samples.forEach(alarms::judge);
    return told;
  }
}
