package dev.stopwater.monitor;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Set;
import java.util.function.Consumer;

/// Alarms that wait until a receiver takes them. Those of one signal go in order, so that no end is
/// told before its beginning; one that is refused holds back none of the others. Each is dropped
/// when it was refused [#REFUSALS] times, or is older than [#AGE]. One thread at a time.
final class Outbox {

  static final int REFUSALS = 10;
  static final Duration AGE = Duration.ofDays(1);
  private static final int MOST = 32;

  /// Posts an alarm.
  interface Post {
    /// @throws RefusedException the receiver will not have this one
    /// @throws IOException it is away; others would fare no better
    void of(Alarm alarm) throws IOException, InterruptedException;
  }

  /// The receiver is there, and does not take what it is sent.
  static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedException(String sentence) {
      super(sentence);
    }
  }

  private static final class Letter {
    private final Alarm alarm;
    private final Instant since;
    private int refusals;

    private Letter(Alarm alarm, Instant since) {
      this.alarm = alarm;
      this.since = since;
    }
  }

  private final Deque<Letter> letters = new ArrayDeque<>();
  private final Consumer<String> complaints;
  private final Runnable failed;

  /// @param complaints is told, in a sentence, of the first time that an alarm is refused, and of
  ///   each that is dropped for it or for its age
  /// @param failed is told of each post that is refused, and of each alarm that is dropped
  Outbox(Consumer<String> complaints, Runnable failed) {
    this.complaints = complaints;
    this.failed = failed;
  }

  /// Of too many, the oldest is dropped.
  void add(Alarm alarm, Instant now) {
    if (letters.size() == MOST) {
      letters.removeFirst();
      failed.run();
    }
    letters.add(new Letter(alarm, now));
  }

  /// Drops what has become too old.
  void expire(Instant now) {
    while (!letters.isEmpty() && letters.getFirst().since.plus(AGE).isBefore(now)) {
      dropped(letters.removeFirst(), "it could not be told in " + Spans.shown(AGE));
    }
  }

  /// Posts all that may go.
  ///
  /// @throws IOException the receiver is away
  void deliver(Post post) throws IOException, InterruptedException {
    Set<Signal> held = EnumSet.noneOf(Signal.class);
    for (Iterator<Letter> each = letters.iterator(); each.hasNext(); ) {
      Letter letter = each.next();
      if (!held.contains(letter.alarm.signal())) {
        try {
          post.of(letter.alarm);
          each.remove();
        } catch (RefusedException refusal) {
          if (isRefusedForGood(letter, refusal)) {
            each.remove();
          } else {
            held.add(letter.alarm.signal());
          }
        }
      }
    }
  }

  private boolean isRefusedForGood(Letter letter, RefusedException refusal) {
    failed.run();
    letter.refusals++;
    if (letter.refusals == 1) {
      complaints.accept(refusal.getMessage());
    }
    if (letter.refusals < REFUSALS) {
      return false;
    }
    dropped(letter, refusal.getMessage() + " for the " + REFUSALS + "th time");
    return true;
  }

  private void dropped(Letter letter, String reason) {
    failed.run();
    complaints.accept("an alarm is dropped: " + letter.alarm.sentence() + ": " + reason);
  }
}
