package dev.stopwater.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ScheduleTest {

  @Test
  void eachIsDueAtItsTimeFromTheStartAndRoundingDoesNotAddUp() {
    Schedule schedule = Schedule.lasting(1_000, 3, 2);
    assertThat(schedule.count()).isEqualTo(6);
    assertThat(schedule.intendedNanos(0)).isEqualTo(1_000);
    assertThat(schedule.intendedNanos(1)).isEqualTo(1_000 + 333_333_333L);
    assertThat(schedule.intendedNanos(3)).isEqualTo(1_000 + 1_000_000_000L);
  }

  @Test
  void hoursAtAHighRateStayInOrder() {
    Schedule schedule = Schedule.lasting(0, 100_000, 3_600);
    assertThat(schedule.intendedNanos(schedule.count() - 1)).isEqualTo(3_599_999_990_000L);
  }

  @Test
  void aScheduleOfNothingIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Schedule(0, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Schedule(0, 1, 0));
  }
}
