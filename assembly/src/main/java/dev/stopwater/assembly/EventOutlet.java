package dev.stopwater.assembly;

import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.monitor.Alarm;
import dev.stopwater.monitor.Outlet;
import dev.stopwater.resources.ResourceStore;
import dev.stopwater.resources.Write;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// Tells alarms as Events of the `kubernetes` Service, for `kubectl get events`.
///
/// @param events of the core group
record EventOutlet(ResourceStore events, InstantSource clock, String instance) implements Outlet {

  private static final int LONGEST = 1024; // what upstream allows

  @Override
  public void tell(Alarm alarm) throws InterruptedException {
    events.create(event(alarm), Write.OWN);
  }

  private MapValue event(Alarm alarm) {
    boolean firing = alarm instanceof Alarm.Firing;
    String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    String text = alarm.sentence();
    return MapValue.of("kind", "Event", "apiVersion", "v1")
        .put("metadata", MapValue.of("name", name(alarm), "namespace", "default"))
        .put(
            "involvedObject",
            MapValue.of("kind", "Service", "apiVersion", "v1")
                .put("namespace", "default")
                .put("name", "kubernetes"))
        .put("type", firing ? "Warning" : "Normal")
        .put("reason", firing ? alarm.name() : "GrowthEnded")
        .put("message", text.length() <= LONGEST ? text : text.substring(0, LONGEST))
        .put("source", MapValue.of("component", "stopwater"))
        .put("reportingComponent", "stopwater")
        .put("reportingInstance", instance)
        .put("firstTimestamp", now)
        .put("lastTimestamp", now)
        .put("count", 1);
  }

  private static String name(Alarm alarm) {
    String kind = alarm instanceof Alarm.Firing ? "began" : "ended";
    long at = alarm.began().finding().at().toEpochMilli();
    return "stopwater-%s-%s.%x".formatted(alarm.signal().word(), kind, at);
  }
}
