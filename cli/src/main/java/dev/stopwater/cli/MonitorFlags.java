package dev.stopwater.cli;

import dev.stopwater.assembly.ServerConfig;
import java.time.Duration;
import picocli.CommandLine.Option;

/// Whether a server watches itself, and whom it tells that something grows.
final class MonitorFlags {

  @Option(
      names = "--monitor",
      arity = "0..1",
      fallbackValue = "true",
      description =
          "Keep two days of memory and requests, serve them at /debug/monitor, and raise an alarm"
              + " when they only grow. Default: ${DEFAULT-VALUE}")
  private boolean on = ServerConfig.Monitoring.STANDARD.on();

  @Option(
      names = "--monitor-interval",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Between two samples, at most 30s. Default: 10s")
  private Duration interval = ServerConfig.Monitoring.STANDARD.interval();

  @Option(
      names = "--alert-webhook-url",
      paramLabel = "URL",
      description =
          "Post alarms there as Alertmanager does to webhooks, or, if it ends in /api/v2/alerts,"
              + " as Prometheus does to Alertmanager. Default: nowhere")
  private String webhook = ServerConfig.Monitoring.STANDARD.webhook();

  ServerConfig.Monitoring monitoring() {
    return new ServerConfig.Monitoring(on, interval, webhook);
  }
}
