package dev.stopwater.cli;

import dev.stopwater.assembly.ServerConfig;
import java.time.Duration;

/// Whether a server watches itself, and whom it tells that something grows.
final class MonitorFlags {

  private final Flag<Boolean> on;
  private final Flag<Duration> interval;
  private final Flag<String> webhook;

  MonitorFlags(Flags flags) {
    on =
        flags.either(
            "--monitor",
            ServerConfig.Monitoring.STANDARD.on(),
            "Keep two days of memory and requests, serve them at /debug/monitor, and raise an alarm"
                + " when they only grow. Default: ${DEFAULT-VALUE}");
    interval =
        flags.duration(
            "--monitor-interval",
            ServerConfig.Monitoring.STANDARD.interval(),
            "Between two samples, at most 30s. Default: 10s");
    webhook =
        flags.of(
            "--alert-webhook-url",
            "URL",
            ServerConfig.Monitoring.STANDARD.webhook(),
            "Post alarms there as Alertmanager does to webhooks, or, if it ends in /api/v2/alerts,"
                + " as Prometheus does to Alertmanager. Default: nowhere");
  }

  ServerConfig.Monitoring monitoring() {
    return new ServerConfig.Monitoring(on.value(), interval.value(), webhook.value());
  }
}
