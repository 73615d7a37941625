package dev.stopwater.monitor.pages;

import dev.stopwater.monitor.Alarm;
import dev.stopwater.monitor.Culprit;
import dev.stopwater.monitor.Entry;
import dev.stopwater.monitor.Json;
import dev.stopwater.monitor.Mark;
import dev.stopwater.monitor.Sample;
import dev.stopwater.monitor.Share;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The same for programs: every sample, none left out, one a line.
final class MonitorJson {

  private final StringBuilder samples = new StringBuilder();
  private final List<Object> marks = new ArrayList<>();

  void add(Entry entry) {
    switch (entry) {
      case Sample sample ->
          samples.append(samples.isEmpty() ? "" : ",\n").append(Json.text(of(sample)));
      case Mark mark -> marks.add(of(mark));
    }
  }

  String text(List<Alarm.Firing> firing) {
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put("firing", firing.stream().map(MonitorJson::of).toList());
    whole.put("alarms", marks);
    String head = Json.text(whole);
    return head.substring(0, head.length() - 1) + ",\"samples\":[\n" + samples + "]}\n";
  }

  private static Map<String, Object> of(Sample sample) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("at", sample.at().toString());
    values.put("began", sample.began().toString());
    for (Line each : Line.values()) {
      values.put(each.word(), (long) each.of(sample));
    }
    if (!sample.shares().isEmpty()) {
      values.put("routes", of(sample.shares(), Share.Of.ROUTE));
      values.put("users", of(sample.shares(), Share.Of.USER));
    }
    return values;
  }

  private static List<Object> of(List<Share> shares, Share.Of of) {
    List<Object> list = new ArrayList<>();
    for (Share each : shares) {
      if (each.of() == of) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("name", each.name());
        values.put("live", each.live());
        values.put("outlived", each.outlived());
        values.put("held", each.bytes());
        list.add(values);
      }
    }
    return list;
  }

  private static Map<String, Object> of(Mark mark) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("at", mark.at().toString());
    values.put("signal", mark.signal().word());
    values.put("firing", mark.firing());
    values.put("text", mark.text());
    return values;
  }

  private static Map<String, Object> of(Alarm.Firing alarm) {
    Culprit culprit = alarm.culprit();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", alarm.name());
    values.put("severity", alarm.severity());
    values.put("signal", alarm.signal().word());
    values.put("rule", alarm.rule());
    values.put("since", alarm.finding().since().toString());
    values.put("at", alarm.finding().at().toString());
    values.put("from", alarm.finding().from());
    values.put("to", alarm.finding().to());
    values.put("perHour", alarm.finding().perHour());
    values.put("text", alarm.sentence());
    values.put("route", culprit.route());
    values.put("user", culprit.user());
    values.put("client", culprit.client());
    values.put("stack", culprit.stack());
    return values;
  }
}
