package dev.stopwater.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;
import java.util.function.Function;

/// Which alarms are on. One begins when its signal grows, and ends when that has not grown for
/// [#CALM]. Judged on one thread, read on any.
final class Alarms {

  static final Duration CALM = Duration.ofMinutes(10);

  private final Growth growth;
  private final Function<Finding, Culprit> suspicion;
  private final Consumer<Alarm> told;
  private final Map<Signal, Instant> grewLast = new EnumMap<>(Signal.class);
  private final AtomicLongArray begun = new AtomicLongArray(Signal.values().length);
  private volatile Map<Signal, Alarm.Firing> firing = Map.of();

  /// @param suspicion names who is to blame
  /// @param told is told of each beginning and end, and must not block
  Alarms(Growth growth, Function<Finding, Culprit> suspicion, Consumer<Alarm> told) {
    this.growth = growth;
    this.suspicion = suspicion;
    this.told = told;
  }

  void judge(Sample sample) {
    if (growth.add(sample)) {
      for (Signal signal : Signal.values()) {
        judge(signal, sample.at());
      }
    }
  }

  private void judge(Signal signal, Instant now) {
    Finding found = growth.of(signal, now);
    Alarm.Firing on = firing.get(signal);
    if (found != null) {
      grewLast.put(signal, now);
      if (on == null) {
        begin(new Alarm.Firing(found, suspicion.apply(found)));
      }
    } else if (on != null && isCalm(signal, now)) {
      change(signal, null);
      told.accept(new Alarm.Resolved(on, now));
    }
  }

  private boolean isCalm(Signal signal, Instant now) {
    return !now.isBefore(grewLast.getOrDefault(signal, Instant.EPOCH).plus(CALM));
  }

  private void begin(Alarm.Firing alarm) {
    change(alarm.signal(), alarm);
    begun.incrementAndGet(index(alarm.signal()));
    told.accept(alarm);
  }

  private void change(Signal signal, Alarm.@org.jspecify.annotations.Nullable Firing to) {
    Map<Signal, Alarm.Firing> next = new EnumMap<>(Signal.class);
    next.putAll(firing);
    if (to == null) {
      next.remove(signal);
    } else {
      next.put(signal, to);
    }
    firing = next;
  }

  List<Alarm.Firing> firing() {
    return List.copyOf(firing.values());
  }

  /// How many of a signal began since the start.
  long begun(Signal signal) {
    return begun.get(index(signal));
  }

  private static int index(Signal signal) {
    return List.of(Signal.values()).indexOf(signal);
  }
}
