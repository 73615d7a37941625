package dev.stopwater.resources.builtin.columns;

import dev.stopwater.machinery.value.Int;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What autoscalers aim at: for each metric how it is and how it should be, `cpu: 40%/55%`.
final class ScalerCells {

  private static final int SHOWN = 2;
  private static final String UNKNOWN = "<unknown>";
  private static final String NIL = "<nil>"; // as Go prints an amount that is not there

  private ScalerCells() {}

  static void addTo(Functions functions) {
    functions.object("scalerTargets", ScalerCells::targets);
  }

  private static @Nullable String targets(MapValue scaler) {
    List<MapValue> metrics = scaler.mapOrEmpty("spec").listOrEmpty("metrics").maps();
    List<MapValue> current = scaler.mapOrEmpty("status").listOrEmpty("currentMetrics").maps();
    List<String> targets = new ArrayList<>();
    for (int i = 0; i < metrics.size(); i++) {
      targets.add(target(metrics.get(i), i < current.size() ? current.get(i) : new MapValue()));
    }
    ScalerV1.targets(scaler, targets);
    return targets.isEmpty() ? null : Beginning.of(targets, ", ", SHOWN);
  }

  private static String target(MapValue metric, MapValue status) {
    return switch (metric.text("type", "")) {
      case "Resource" -> resource(metric, status, "resource");
      case "ContainerResource" -> resource(metric, status, "containerResource");
      case "Pods" -> amount(metric, status, "pods", "averageValue", NIL);
      case "Object" -> either(metric, status, "object");
      case "External" -> either(metric, status, "external");
      default -> "<unknown type>";
    };
  }

  private static String resource(MapValue metric, MapValue status, String source) {
    String name = metric.mapOrEmpty(source).text("name", "") + ": ";
    if (metric.at(source, "target", "averageValue") != null) {
      return name + amount(metric, status, source, "averageValue", UNKNOWN);
    }
    Value now = status.at(source, "current", "averageUtilization");
    Value wanted = metric.at(source, "target", "averageUtilization");
    return name + percentage(now, UNKNOWN) + "/" + percentage(wanted, "<auto>");
  }

  private static String either(MapValue metric, MapValue status, String source) {
    return metric.at(source, "target", "averageValue") == null
        ? amount(metric, status, source, "value", NIL)
        : amount(metric, status, source, "averageValue", UNKNOWN) + " (avg)";
  }

  /// @param silent what stands for a status that does not tell the amount
  private static String amount(
      MapValue metric, MapValue status, String source, String field, String silent) {
    Value now = status.at(source, "current", field);
    Value wanted = metric.at(source, "target", field);
    return quantity(now, status.has(source) ? silent : UNKNOWN) + "/" + quantity(wanted, NIL);
  }

  private static String quantity(@Nullable Value value, String otherwise) {
    return value instanceof Text(String text) ? text : otherwise;
  }

  static String percentage(@Nullable Value value, String otherwise) {
    return value instanceof Int(long percent) ? percent + "%" : otherwise;
  }
}
