package dev.stopwater.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Alarms in Alertmanager's two formats: the one that it sends to webhooks (version 4), and the one
/// that its own `/api/v2/alerts` takes.
///
/// @param instance `host:port` of the server
/// @param url where the monitor's page is
record AlertJson(String instance, String url) {

  static final Duration GOOD_FOR = Duration.ofMinutes(5); // unless it is told again

  private static final String FOREVER = "0001-01-01T00:00:00Z";

  /// As Alertmanager tells a webhook.
  String webhook(List<? extends Alarm> alarms) {
    Map<String, Object> group = new LinkedHashMap<>();
    boolean firing = alarms.stream().anyMatch(Alarm.Firing.class::isInstance);
    Alarm first = alarms.getFirst();
    group.put("version", "4");
    group.put("groupKey", "{}:{alertname=\"%s\"}".formatted(first.name()));
    group.put("truncatedAlerts", 0);
    group.put("status", firing ? "firing" : "resolved");
    group.put("receiver", "stopwater");
    group.put("groupLabels", Map.of("alertname", first.name()));
    group.put("commonLabels", alarms.size() == 1 ? labels(first) : Map.of());
    group.put("commonAnnotations", alarms.size() == 1 ? annotations(first) : Map.of());
    group.put("externalURL", url);
    group.put("alerts", alarms.stream().map(this::ofWebhook).toList());
    return Json.text(group);
  }

  private Map<String, Object> ofWebhook(Alarm alarm) {
    Map<String, Object> alert = new LinkedHashMap<>();
    alert.put("status", alarm instanceof Alarm.Firing ? "firing" : "resolved");
    alert.put("labels", labels(alarm));
    alert.put("annotations", annotations(alarm));
    alert.put("startsAt", started(alarm));
    alert.put("endsAt", alarm instanceof Alarm.Resolved over ? over.at().toString() : FOREVER);
    alert.put("generatorURL", url);
    alert.put("fingerprint", "%016x".formatted(fingerprint(alarm)));
    return alert;
  }

  /// FNV-1a of the labels, which is what they are known by.
  private long fingerprint(Alarm alarm) {
    long hash = 0xcbf29ce484222325L;
    for (char each : labels(alarm).toString().toCharArray()) {
      hash = (hash ^ each) * 0x100000001b3L;
    }
    return hash;
  }

  /// As Prometheus tells Alertmanager.
  String api(List<? extends Alarm> alarms, Instant now) {
    return Json.text(alarms.stream().map(alarm -> ofApi(alarm, now)).toList());
  }

  private Map<String, Object> ofApi(Alarm alarm, Instant now) {
    Map<String, Object> alert = new LinkedHashMap<>();
    Instant end = alarm instanceof Alarm.Resolved over ? over.at() : now.plus(GOOD_FOR);
    alert.put("labels", labels(alarm));
    alert.put("annotations", annotations(alarm));
    alert.put("startsAt", started(alarm));
    alert.put("endsAt", end.toString());
    alert.put("generatorURL", url);
    return alert;
  }

  private static String started(Alarm alarm) {
    return alarm.began().finding().at().toString();
  }

  private Map<String, Object> labels(Alarm alarm) {
    Map<String, Object> labels = new LinkedHashMap<>();
    labels.put("alertname", alarm.name());
    labels.put("instance", instance);
    labels.put("job", "stopwater");
    labels.put("severity", alarm.severity());
    labels.put("signal", alarm.signal().word());
    return labels;
  }

  private Map<String, Object> annotations(Alarm alarm) {
    Map<String, Object> annotations = new LinkedHashMap<>();
    Culprit culprit = alarm.began().culprit();
    annotations.put("summary", alarm.began().finding().sentence());
    annotations.put("description", alarm.sentence());
    if (culprit.isKnown()) {
      annotations.put("route", culprit.route());
      annotations.put("user", culprit.user());
      annotations.put("client", culprit.client());
      annotations.put("stack", String.join("\n", culprit.stack()));
    }
    return annotations;
  }
}
