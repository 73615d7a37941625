package dev.stopwater.resources.builtin.columns;

import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Cells of pods but for those that sum up the containers, which are [PodState]'s.
final class PodCells {

  private PodCells() {}

  static void addTo(Functions functions) {
    functions
        .object("podReady", pod -> PodState.of(pod).ready())
        .object("podStatus", pod -> PodState.of(pod).word())
        .objectNow("podRestarts", (pod, now) -> PodState.of(pod).restarts(now))
        .object("podAddress", PodCells::address)
        .object("podGates", PodCells::gates);
  }

  private static @Nullable String address(MapValue pod) {
    String first = pod.mapOrEmpty("status").listOrEmpty("podIPs").mapAt(0).text("ip", "");
    return first.isEmpty() ? null : first;
  }

  private static @Nullable String gates(MapValue pod) {
    List<MapValue> gates = pod.mapOrEmpty("spec").listOrEmpty("readinessGates").maps();
    if (gates.isEmpty()) {
      return null;
    }
    long passed =
        gates.stream()
            .filter(gate -> Conditions.holds(pod, gate.text("conditionType", "")))
            .count();
    return passed + "/" + gates.size();
  }

  /// What a row says of a pod that has ended.
  static ListValue conditions(MapValue pod) {
    return switch (pod.mapOrEmpty("status").text("phase", "")) {
      case "Succeeded" -> ended("Succeeded", "The pod has completed successfully.");
      case "Failed" -> ended("Failed", "The pod failed.");
      default -> new ListValue();
    };
  }

  private static ListValue ended(String reason, String message) {
    return ListValue.of(
        MapValue.of("type", "Completed", "status", "True", "reason", reason, "message", message));
  }
}
