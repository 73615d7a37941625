package dev.stopwater.lab.night;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.lab.handoff.HandOver;
import dev.stopwater.lab.report.Reports;
import dev.stopwater.noleaks.NoLeaks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The incident in small: counts only, whatever the machine's speed.
@NoLeaks
class IncidentTest {

  @TempDir Path home;

  @Test
  void eachHandOffLeavesAsManyThreadsAsItsMechanicsSay() throws Exception {
    long seed = Long.getLong("lab.seed", 1124);
    System.out.println("seed " + seed);
    Incident incident =
        Incident.run(
            NightSettings.small(seed),
            List.of(HandOver.values()),
            true,
            home.resolve("servers"),
            System.out::println,
            soFar -> {});
    assertThat(incident.claims()).hasSize(12).allMatch(Claim::holds);
    assertThat(incident.nights())
        .extracting(NightRecord::name)
        .containsExactly("unbuffered", "drained", "ours", "proper");
    NightRecord unbuffered = incident.nights().getFirst();
    assertThat(unbuffered.census().stacks().getFirst().frames().toString())
        .contains("Channel.send", "TimeoutFilter.serve");
    NightRecord ours = incident.nights().get(2);
    assertThat(ours.census().timedOut()).isPositive();
    assertThat(ours.log().texts())
        .extracting(LogLines.Text::text)
        .contains("Timeout or abort while handling");
    NightRecord proper = incident.nights().getLast();
    assertThat(proper.platform().sent()).isLessThan(ours.platform().sent());
    Reports.write(incident, home.resolve("report"));
    assertThat(Files.readString(home.resolve("report/report.html")))
        .contains("<svg", "one thread for each request", "rules raise no alarm")
        .doesNotContain("src=", "href=");
  }
}
