package dev.stopwater.verify.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Prometheus' own tool judges the alerts that are shipped.
class AlertsTest {

  @BeforeEach
  void require() {
    Program.require("promtool");
  }

  @Test
  void thereIsNothingWrongWithTheRules() throws Exception {
    assertThat(Program.run(Program.shipped(), "promtool", "check", "rules", "alerts.yaml"))
        .endsWith("exit 0");
  }

  @Test
  void eachAlertFiresOnItsNightAndNoneOnAQuietDay() throws Exception {
    assertThat(Program.run(Program.shipped(), "promtool", "test", "rules", "alerts-test.yaml"))
        .endsWith("exit 0");
  }
}
