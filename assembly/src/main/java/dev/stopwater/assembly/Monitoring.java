package dev.stopwater.assembly;

import dev.stopwater.lifecycle.Ledger;
import dev.stopwater.lifecycle.Threads;
import dev.stopwater.monitor.Alarm;
import dev.stopwater.monitor.Culprit;
import dev.stopwater.monitor.Finding;
import dev.stopwater.monitor.Limits;
import dev.stopwater.monitor.Meter;
import dev.stopwater.monitor.Monitor;
import dev.stopwater.monitor.Outlet;
import dev.stopwater.monitor.Ring;
import dev.stopwater.monitor.Signal;
import dev.stopwater.monitor.Webhook;
import dev.stopwater.monitor.pages.MonitorPages;
import dev.stopwater.resources.ResourceStore;
import dev.stopwater.telemetry.RequestMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// The monitor of one server with all that it needs there: its files, its outlets, its metrics.
final class Monitoring implements AutoCloseable {

  private static final long MOST_BYTES = 16 << 20;
  private static final Duration KEPT = Duration.ofDays(2);
  private static final int FRAMES = 8; // of a stack, on one line

  private final Monitor monitor;
  private final @Nullable Webhook webhook;

  /// What is watched, and where that is told.
  ///
  /// @param watches how many are open
  record Parts(
      ServerConfig config,
      Ledger ledger,
      IntSupplier watches,
      ResourceStore events,
      RequestMetrics metrics,
      Log log) {}

  /// @param url of this server
  Monitoring(Parts parts, String url, InstantSource clock, Threads threads) throws StartException {
    String instance = url.substring(url.indexOf("//") + 2);
    this.webhook = webhook(parts.config.behaviour().monitoring().webhook(), instance, url, clock);
    List<Outlet> outlets = new ArrayList<>();
    outlets.add(alarm -> line(parts.log, alarm));
    outlets.add(new EventOutlet(parts.events, clock, instance));
    if (webhook != null) {
      outlets.add(webhook);
    }
    Instant began = clock.instant();
    this.monitor =
        new Monitor(
            new Meter(parts.ledger, parts.watches, began),
            ring(parts.config.storage().dataDirectory().resolve("monitor")),
            Limits.ofThisProcess(parts.config.limits().bytes().all()),
            outlets,
            clock,
            threads,
            parts.log::fault);
    count(parts.metrics);
    monitor.start(threads, parts.config.behaviour().monitoring().interval());
  }

  private static @Nullable Webhook webhook(
      String asked, String instance, String url, InstantSource clock) {
    return asked.isEmpty() ? null : new Webhook(asked, instance, url + MonitorPages.PATH, clock);
  }

  private static Ring ring(Path directory) throws StartException {
    try {
      return Ring.open(directory, MOST_BYTES, KEPT);
    } catch (IOException e) {
      throw new StartException("cannot keep the monitor's samples in " + directory, e);
    }
  }

  private static void line(Log log, Alarm alarm) {
    Finding finding = alarm.began().finding();
    Culprit culprit = alarm.began().culprit();
    log.line(
        alarm instanceof Alarm.Firing ? "Growth alarm" : "Growth alarm is over",
        "alarm",
        alarm.name(),
        "signal",
        alarm.signal().word(),
        "text",
        alarm.sentence(),
        "rate",
        finding.rate(),
        "route",
        culprit.route(),
        "user",
        culprit.user(),
        "client",
        culprit.client(),
        "stack",
        culprit.stack().stream().limit(FRAMES).toList());
  }

  private void count(RequestMetrics metrics) {
    metrics.gauges(
        "stopwater_growth_alarm",
        "Whether this only grows, so that there is an alarm.",
        told -> {
          List<Signal> on = monitor.firing().stream().map(Alarm::signal).toList();
          for (Signal each : Signal.values()) {
            told.is(on.contains(each) ? 1 : 0, each.word());
          }
        },
        "signal");
    metrics.counter(
        "stopwater_growth_alarms",
        "Growth alarms that began.",
        () -> List.of(Signal.values()).stream().mapToLong(monitor::begun).sum());
    Webhook posting = webhook;
    if (posting != null) {
      metrics.counter(
          "stopwater_alerts_delivered", "Alerts that the webhook took.", posting::delivered);
      metrics.counter(
          "stopwater_alerts_failed", "Alerts that the webhook did not take.", posting::failed);
    }
  }

  Monitor monitor() {
    return monitor;
  }

  @Override
  public void close() throws IOException {
    monitor.close();
    if (webhook != null) {
      webhook.close();
    }
  }
}
