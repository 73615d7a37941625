package dev.stopwater.lab.night;

import dev.stopwater.monitor.Alarm;
import dev.stopwater.monitor.Limits;
import dev.stopwater.monitor.Replay;
import dev.stopwater.monitor.Sample;
import dev.stopwater.monitor.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Whether the monitor's alarm rang in a night, and when. The night's moments are replayed to the
/// monitor's rules after the fact, in the time of the incident, whose requests had a minute.
///
/// @param began in seconds since the night began, negative if it did not ring
/// @param ended the same; negative if it rang until the end
/// @param leftBehind threads of requests that were over when it began
public record Bell(double began, double ended, long leftBehind) {

  static final Bell SILENT = new Bell(-1, -1, 0);

  private static final Duration TIMEOUT = Duration.ofMinutes(1); // of the incident
  private static final Instant EVENING = Instant.EPOCH;
  private static final Duration STEP = Duration.ofSeconds(15);

  public boolean rang() {
    return began >= 0;
  }

  public boolean stopped() {
    return ended >= 0;
  }

  /// @param timeout of a request in that night
  public static Bell of(List<Moment> moments, Duration timeout) {
    if (moments.isEmpty()) {
      return SILENT;
    }
    double pace = (double) TIMEOUT.toMillis() / timeout.toMillis();
    List<Alarm> alarms = Replay.of(EVENING, Limits.NONE, samples(moments, pace));
    double began = -1;
    double ended = -1;
    for (Alarm each : alarms) {
      if (each.signal() == Signal.OUTLIVED && each instanceof Alarm.Firing firing && began < 0) {
        began = seconds(firing.finding().at(), pace);
      } else if (each.signal() == Signal.OUTLIVED && each instanceof Alarm.Resolved over) {
        ended = ended < 0 ? seconds(over.at(), pace) : ended;
      }
    }
    return began < 0 ? SILENT : new Bell(began, ended, at(moments, began).leftBehind());
  }

  private static double seconds(Instant at, double pace) {
    return Duration.between(EVENING, at).toMillis() / 1e3 / pace;
  }

  /// As often as the monitor needs, each as the last moment before it was.
  private static List<Sample> samples(List<Moment> moments, double pace) {
    List<Sample> samples = new ArrayList<>();
    Instant end = EVENING.plusMillis((long) (moments.getLast().seconds() * 1e3 * pace));
    for (Instant at = EVENING; !at.isAfter(end); at = at.plus(STEP)) {
      samples.add(sample(at, at(moments, seconds(at, pace))));
    }
    return samples;
  }

  private static Moment at(List<Moment> moments, double seconds) {
    Moment found = moments.getFirst();
    for (Moment each : moments) {
      if (each.seconds() > seconds) {
        return found;
      }
      found = each;
    }
    return found;
  }

  private static Sample sample(Instant at, Moment moment) {
    return new Sample(
        at,
        EVENING,
        new Sample.Memory(moment.heapBytes(), moment.heapBytes(), moment.residentBytes()),
        new Sample.Requests((int) moment.threads(), 0, (int) moment.leftBehind(), 0, 0),
        0,
        List.of());
  }
}
