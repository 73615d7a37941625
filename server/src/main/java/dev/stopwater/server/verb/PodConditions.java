package dev.stopwater.server.verb;

import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Null;
import dev.stopwater.machinery.value.Value;
import dev.stopwater.resources.Metadata;
import java.time.Instant;

/// The conditions in a pod's status.
final class PodConditions {

  private PodConditions() {}

  /// A condition that is true.
  static MapValue of(String type, String reason, String message) {
    MapValue condition = MapValue.of("type", type, "status", "True", "lastProbeTime", Null.NULL);
    if (!reason.isEmpty()) {
      condition.put("reason", reason).put("message", message);
    }
    return condition;
  }

  /// Puts a condition in the place of that of its type, or at the end; its time is that of the last
  /// change of its status.
  static void set(MapValue pod, MapValue condition, Instant now) {
    MapValue status = pod.mapOrPut("status");
    ListValue conditions = new ListValue();
    condition.put("lastTransitionTime", Metadata.time(now));
    boolean placed = false;
    for (Value each : status.listOrEmpty("conditions")) {
      boolean same = each instanceof MapValue map && type(map).equals(type(condition));
      if (same) {
        keepTime(condition, (MapValue) each);
      }
      conditions.add(same ? condition : each);
      placed |= same;
    }
    if (!placed) {
      conditions.add(condition);
    }
    status.put("conditions", conditions);
  }

  private static void keepTime(MapValue condition, MapValue former) {
    Value since = former.find("lastTransitionTime");
    if (since != null && condition.text("status", "").equals(former.text("status", ""))) {
      condition.put("lastTransitionTime", since);
    }
  }

  static boolean ready(MapValue pod) {
    for (Value each : pod.mapOrEmpty("status").listOrEmpty("conditions")) {
      if (each instanceof MapValue map && type(map).equals("Ready")) {
        return map.text("status", "").equals("True");
      }
    }
    return false;
  }

  private static String type(MapValue condition) {
    return condition.text("type", "");
  }
}
