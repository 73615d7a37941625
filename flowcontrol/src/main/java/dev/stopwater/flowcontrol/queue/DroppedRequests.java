package dev.stopwater.flowcontrol.queue;

/// When those who were refused at one level shall come back: later, while many are refused.
/// Evaluated with the first refusal of a second, from those of the seconds before. Guarded by the
/// level's lock.
///
/// While the pause is `p` seconds: it doubles when at least `3p` were refused in the last `p`
/// seconds and it did not grow in them; it shrinks by one when fewer than `p` were.
final class DroppedRequests {

  private static final int LONGEST = 32;

  /// How many were refused in each of the last seconds, by second modulo size.
  private final long[] perSecond = new long[LONGEST + 1];

  private long second = Long.MIN_VALUE;
  private long grown = Long.MIN_VALUE;
  private int pause = 1;

  /// One more was refused.
  ///
  /// @return after how many seconds it shall come back
  int refused(long nowNanos) {
    long now = Math.floorDiv(nowNanos, 1_000_000_000L);
    if (now != second) {
      turn(now);
    }
    perSecond[at(now)]++;
    return pause;
  }

  private void turn(long now) {
    if (second == Long.MIN_VALUE || now - second > LONGEST || now < second) {
      java.util.Arrays.fill(perSecond, 0);
    } else {
      for (long passed = second + 1; passed <= now; passed++) {
        perSecond[at(passed)] = 0;
      }
    }
    boolean first = second == Long.MIN_VALUE;
    second = now;
    if (first) {
      return;
    }
    long recent = 0;
    for (int i = 1; i <= pause; i++) {
      recent += perSecond[at(now - i)];
    }
    if (recent >= 3L * pause && (grown == Long.MIN_VALUE || now - grown >= pause)) {
      pause = Math.min(LONGEST, 2 * pause);
      grown = now;
    } else if (recent < pause && pause > 1) {
      pause--;
    }
  }

  private int at(long when) {
    return Math.floorMod(when, perSecond.length);
  }
}
