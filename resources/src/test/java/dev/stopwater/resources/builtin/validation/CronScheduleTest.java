package dev.stopwater.resources.builtin.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CronScheduleTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*/5 * * * *",
        "* * * jan,FEB mon-fri",
        "? ? * * *",
        "5/15 * * * *",
        "1,2,, * * * *",
        "@daily",
        "@every 1h30m5.5s",
        "  0 0 31 2 *"
      })
  void whatCronReadsIsTaken(String schedule) {
    assertThat(CronSchedule.fault(schedule)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "60 * * * *|end of range (60) above maximum (59): 60",
        "* * 0 * *|beginning of range (0) below minimum (1): 0",
        "5-1 * * * *|beginning of range (5) beyond end of range (1): 5-1",
        "1-2-3 * * * *|too many hyphens: 1-2-3",
        "*/5/2 * * * *|too many slashes: */5/2",
        "*/0 * * * *|step of range should be a positive number: */0",
        "a * * * *|failed to parse int from a: strconv.Atoi: parsing \"a\": invalid syntax",
        "* * *|expected exactly 5 fields, found 3: [* * *]",
        "@nope|unrecognized descriptor: @nope",
        "@every 5|failed to parse duration @every 5: time: missing unit in duration \"5\"",
        "@every 1q|failed to parse duration @every 1q: time: unknown unit \"q\" in duration \"1q\""
      })
  void theFaultIsNamedAsUpstreamNamesIt(String schedule, String fault) {
    assertThat(CronSchedule.fault(schedule)).isEqualTo(fault);
  }

  @Test
  void aZoneIsTakenByItsExactNameOnly() {
    assertThat(TimeZones.fault("Europe/Berlin")).isNull();
    assertThat(TimeZones.fault("posix/UTC")).isNull();
    assertThat(TimeZones.fault("europe/berlin")).isEqualTo("unknown time zone europe/berlin");
    assertThat(TimeZones.fault("Europe")).isEqualTo("is a directory");
  }
}
