package dev.stopwater.resources.builtin.versions;

import dev.stopwater.machinery.value.MapValue;
import java.util.HashMap;
import java.util.Map;

/// Events of `events.k8s.io/v1` and those of `v1`, which are stored: one thing under two sets of
/// names.
public final class EventVersions {

  private static final Map<String, String> TO_CORE =
      Map.of(
          "regarding", "involvedObject",
          "note", "message",
          "reportingController", "reportingComponent",
          "deprecatedSource", "source",
          "deprecatedFirstTimestamp", "firstTimestamp",
          "deprecatedLastTimestamp", "lastTimestamp",
          "deprecatedCount", "count");

  private static final Map<String, String> FROM_CORE = inverse();

  private EventVersions() {}

  /// From `events.k8s.io/v1` to `v1`.
  public static MapValue toCore(MapValue event) {
    return renamed(event, TO_CORE).put("apiVersion", "v1");
  }

  /// From `v1` to `events.k8s.io/v1`.
  public static MapValue fromCore(MapValue event) {
    return renamed(event, FROM_CORE).put("apiVersion", "events.k8s.io/v1");
  }

  private static MapValue renamed(MapValue event, Map<String, String> names) {
    MapValue renamed = new MapValue();
    event
        .entries()
        .forEach(entry ->
            renamed.put(
                names.getOrDefault(entry.getKey(), entry.getKey()), entry.getValue().copy()));
    return renamed;
  }

  private static Map<String, String> inverse() {
    Map<String, String> inverse = new HashMap<>();
    TO_CORE.forEach((ours, core) -> inverse.put(core, ours));
    return Map.copyOf(inverse);
  }
}
