package dev.stopwater.monitor;

import java.time.Instant;
import java.util.Locale;

/// What is told of a growth: that it was found, and that it is over. An alarm is known by its
/// signal and by when it began.
public sealed interface Alarm {

  /// As it was found; what came later is in the samples.
  record Firing(Finding finding, Culprit culprit) implements Alarm {

    @Override
    public Firing began() {
      return this;
    }

    @Override
    public String sentence() {
      return finding.sentence() + ". " + culprit.sentence();
    }
  }

  /// @param at when nothing had grown for some time
  record Resolved(Firing began, Instant at) implements Alarm {

    @Override
    public String sentence() {
      return began.finding().signal().description() + " have stopped growing";
    }
  }

  Firing began();

  String sentence();

  default Signal signal() {
    return began().finding().signal();
  }

  /// `RequestsOutliveDeadline`: a name for receivers to choose by.
  default String name() {
    return switch (began().finding().rule()) {
      case MORE_AND_MORE -> "RequestsOutliveDeadline";
      case SOON_FULL -> "MemorySoonFull";
      case MORE_THAN_YESTERDAY -> "GrowsByTheDay";
    };
  }

  /// `critical` or `warning`.
  default String severity() {
    return switch (began().finding().rule()) {
      case MORE_AND_MORE, SOON_FULL -> "critical";
      case MORE_THAN_YESTERDAY -> "warning";
    };
  }

  default String rule() {
    return began().finding().rule().name().toLowerCase(Locale.ROOT);
  }
}
