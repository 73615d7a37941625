package dev.stopwater.resources.builtin.columns;

import dev.stopwater.machinery.value.Int;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Value;
import java.util.List;

/// The one target that version 1 of autoscalers has a field for: use of CPU.
final class ScalerV1 {

  private ScalerV1() {}

  static void targets(MapValue scaler, List<String> targets) {
    Value wanted = scaler.at("spec", "targetCPUUtilizationPercentage");
    if (wanted instanceof Int) {
      Value now = scaler.at("status", "currentCPUUtilizationPercentage");
      targets.add(
          "cpu: "
              + ScalerCells.percentage(now, "<unknown>")
              + "/"
              + ScalerCells.percentage(wanted, "<auto>"));
    }
  }
}
