package dev.stopwater.resources.builtin;

import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.Versioning;
import dev.stopwater.resources.builtin.versions.AutoscalerVersions;
import dev.stopwater.resources.builtin.versions.EventVersions;
import dev.stopwater.resources.definition.Definition;
import dev.stopwater.resources.definition.Shapes;
import java.util.Map;
import java.util.function.UnaryOperator;

/// The translations between versions of built-in kinds.
public final class BuiltinVersions implements Versioning {

  private static final String EVENT = "events.k8s.io/v1, Kind=Event";
  private static final String AUTOSCALER_1 = "autoscaling/v1, Kind=HorizontalPodAutoscaler";
  private static final String AUTOSCALER_2 = "autoscaling/v2, Kind=HorizontalPodAutoscaler";

  private static final Map<String, UnaryOperator<MapValue>> TO_STORAGE =
      Map.of(
          EVENT, EventVersions::toCore,
          AUTOSCALER_1, AutoscalerVersions::toSecond,
          AUTOSCALER_2, AutoscalerVersions::withoutAnnotations);

  private static final Map<String, UnaryOperator<MapValue>> FROM_STORAGE =
      Map.of(
          EVENT, EventVersions::fromCore,
          AUTOSCALER_1, AutoscalerVersions::toFirst);

  @Override
  public MapValue toStorage(Definition definition, MapValue object) {
    return TO_STORAGE.getOrDefault(name(definition), same -> same).apply(object);
  }

  @Override
  public MapValue fromStorage(Definition definition, MapValue stored) {
    UnaryOperator<MapValue> translation = FROM_STORAGE.get(name(definition));
    return translation == null
        ? stored.copy().put("apiVersion", definition.apiVersion())
        : Shapes.shown(definition.schema(), translation.apply(stored));
  }

  private static String name(Definition definition) {
    return definition.apiVersion() + ", Kind=" + definition.kind();
  }
}
