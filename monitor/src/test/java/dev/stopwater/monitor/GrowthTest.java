package dev.stopwater.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GrowthTest {

  private static final int SEEDS = Integer.getInteger("growth.seeds", 40);
  private static final int DAY = steps(Duration.ofDays(1));
  private static final int NIGHT = steps(Duration.ofHours(8));

  private static int steps(Duration time) {
    return (int) (time.toSeconds() / Day.STEP.toSeconds());
  }

  /// @param requests that are lost at a step
  /// @param bytes that are lost at a step
  private record Play(
      long seed, int steps, IntToDoubleFunction requests, IntToDoubleFunction bytes) {

    /// The first of each signal, in the order of time.
    List<Finding> findings() {
      Day day = new Day(seed);
      Growth growth = new Growth(Day.BEGAN, Day.LIMITS);
      List<Finding> found = new ArrayList<>();
      for (int step = 0; step < steps; step++) {
        Sample sample = day.at(step, requests.applyAsDouble(step), bytes.applyAsDouble(step));
        if (!growth.add(sample)) {
          continue;
        }
        for (Signal signal : Signal.values()) {
          Finding each = growth.of(signal, sample.at());
          if (each != null && found.stream().noneMatch(other -> other.signal() == signal)) {
            found.add(each);
          }
        }
      }
      return found;
    }

    @Nullable Finding first(Signal signal) {
      return findings().stream().filter(each -> each.signal() == signal).findFirst().orElse(null);
    }
  }

  private static int stepsUntil(Finding found) {
    return steps(Duration.between(Day.BEGAN, found.at()));
  }

  private static long seed(int index) {
    return 1_000_003L * index + Integer.getInteger("growth.seed", 7);
  }

  @Test
  void aDayOfNormalLoadRaisesNoAlarm() {
    for (int i = 0; i < SEEDS; i++) {
      assertThat(new Play(seed(i), DAY, step -> 0, step -> 0).findings())
          .as("seed %d", seed(i))
          .isEmpty();
    }
  }

  @Test
  void fourDaysOfNormalLoadRaiseNoAlarm() {
    for (int i = 0; i < SEEDS / 8; i++) {
      assertThat(new Play(seed(i), 4 * DAY, step -> 0, step -> 0).findings())
          .as("seed %d", seed(i))
          .isEmpty();
    }
  }

  @Test
  void aNightThatLeaksRequestsIsSeenWithinTenMinutes() {
    int slowest = 0;
    for (int i = 0; i < SEEDS; i++) {
      Random random = new Random(seed(i));
      int begin = steps(Duration.ofHours(2)) + random.nextInt(NIGHT);
      double each = 45_000.0 / NIGHT;
      Play play =
          new Play(
              seed(i),
              begin + NIGHT,
              // a request is overdue a minute after it came
              step -> step < begin + 6 ? 0 : 2 * each * random.nextDouble(),
              step -> 0);
      Finding found = play.first(Signal.OUTLIVED);
      assertThat(found).as("seed %d", seed(i)).isNotNull();
      int took = stepsUntil(found) - begin;
      slowest = Math.max(slowest, took);
      assertThat(took).as("seed %d", seed(i)).isBetween(0, steps(Duration.ofMinutes(10)));
      assertThat(found.rule()).isEqualTo(Finding.Rule.MORE_AND_MORE);
    }
    System.out.printf("requests that leak were seen after %d s at most%n", slowest * 10);
  }

  @Test
  void oneRequestAMinuteThatLeaksIsSeenTooButLater() {
    for (int i = 0; i < SEEDS / 4; i++) {
      int begin = steps(Duration.ofHours(3));
      Finding found =
          new Play(seed(i), DAY, step -> step < begin ? 0 : 1.2 / 6, step -> 0)
              .first(Signal.OUTLIVED);
      assertThat(found).as("seed %d", seed(i)).isNotNull();
      assertThat(stepsUntil(found) - begin).isLessThan(steps(Duration.ofHours(8)));
    }
  }

  @Test
  void aHeapThatFillsByNightIsSeenBeforeItIsFull() {
    double latest = 0;
    for (int i = 0; i < SEEDS; i++) {
      int begin = steps(Duration.ofHours(2));
      double perStep = 0.5 * Day.LIMITS.heap() / 360; // half of it in an hour
      Day unleaking = new Day(seed(i));
      double[] lived = new double[begin + NIGHT];
      for (int step = 0; step < lived.length; step++) {
        lived[step] = unleaking.at(step, 0, step < begin ? 0 : perStep).memory().lives();
      }
      Finding found =
          new Play(seed(i), begin + NIGHT, step -> 0, step -> step < begin ? 0 : perStep)
              .first(Signal.HEAP);
      assertThat(found).as("seed %d", seed(i)).isNotNull();
      assertThat(found.rule()).isEqualTo(Finding.Rule.SOON_FULL);
      double then = lived[stepsUntil(found)] / Day.LIMITS.heap();
      latest = Math.max(latest, then);
      assertThat(then).as("seed %d", seed(i)).isLessThan(0.95);
      assertThat(stepsUntil(found)).as("seed %d", seed(i)).isGreaterThan(begin);
    }
    System.out.printf("heaps were %.0f %% full at most when it was seen%n", latest * 100);
  }

  @Test
  void aHeapThatNeverFillsButGrowsByTheDayIsSeenAfterTwo() {
    double perStep = 1.2e9 / DAY;
    Finding found = new Play(seed(1), 4 * DAY, step -> 0, step -> perStep).first(Signal.HEAP);
    assertThat(found).isNotNull();
    assertThat(found.rule()).isIn(Finding.Rule.MORE_THAN_YESTERDAY, Finding.Rule.SOON_FULL);
  }

  @Test
  void requestsThatWereLostOnceAreNoGrowth() {
    Play play = new Play(seed(3), DAY, step -> step == 3000 ? 5_000 : 0, step -> 0);
    assertThat(play.first(Signal.OUTLIVED)).isNull();
  }

  @Test
  void aStormOfThreeMinutesIsNoGrowth() {
    Play play =
        new Play(
            seed(4),
            DAY,
            step -> step >= 3000 && step < 3018 ? 20 : step >= 3018 && step < 3036 ? -20 : 0,
            step -> 0);
    assertThat(play.first(Signal.OUTLIVED)).isNull();
  }
}
