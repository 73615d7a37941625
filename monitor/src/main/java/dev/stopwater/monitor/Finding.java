package dev.stopwater.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// That a signal grows, and by which rule that was seen.
///
/// @param since where the comparison begins
/// @param perHour how fast
public record Finding(
    Signal signal, Rule rule, Instant since, Instant at, double from, double to, double perHour) {

  /// Why a growth is an alarm.
  public enum Rule {
    /// Requests that outlive their deadline, which a healthy server has hardly any of, become more
    /// and more.
    MORE_AND_MORE,
    /// At this rate there will soon be none left.
    SOON_FULL,
    /// What is there even in the quietest hours is more than it was a day before.
    MORE_THAN_YESTERDAY
  }

  Duration over() {
    return Duration.between(since, at);
  }

  /// What happened, in a sentence.
  public String sentence() {
    String grew =
        "%s grew from %s to %s in %s"
            .formatted(
                signal.description(), signal.shown(from), signal.shown(to), Spans.shown(over()));
    return switch (rule) {
      case MORE_AND_MORE -> grew + ", and go on growing";
      case SOON_FULL -> grew + "; at this rate none is left soon";
      case MORE_THAN_YESTERDAY ->
          "%s were never fewer than %s in the last day, and %s in the day before"
              .formatted(signal.description(), signal.shown(to), signal.shown(from));
    };
  }

  /// `1,234 an hour`.
  public String rate() {
    return signal.shown(perHour).toLowerCase(Locale.ROOT).replace("mb", "MB") + " an hour";
  }
}
