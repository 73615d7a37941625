package dev.stopwater.resources.builtin.preparation;

import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import java.util.List;

/// Keys of labels that a new pod's affinity and spreading shall match by the pod's own values: each
/// becomes an expression of the selector beside it.
final class MatchLabelKeys {

  private MatchLabelKeys() {}

  static void resolve(MapValue spec, MapValue labels) {
    MapValue affinity = spec.mapOrEmpty("affinity");
    for (String side : List.of("podAffinity", "podAntiAffinity")) {
      MapValue rules = affinity.mapOrEmpty(side);
      rules
          .listOrEmpty("requiredDuringSchedulingIgnoredDuringExecution")
          .maps()
          .forEach(term -> resolveIn(term, labels));
      rules
          .listOrEmpty("preferredDuringSchedulingIgnoredDuringExecution")
          .maps()
          .forEach(weighted -> resolveIn(weighted.mapOrEmpty("podAffinityTerm"), labels));
    }
    spec.listOrEmpty("topologySpreadConstraints")
        .maps()
        .forEach(constraint -> resolveIn(constraint, labels));
  }

  private static void resolveIn(MapValue holder, MapValue labels) {
    if (holder.map("labelSelector") == null) {
      return;
    }
    add(holder, "matchLabelKeys", "In", labels);
    add(holder, "mismatchLabelKeys", "NotIn", labels);
  }

  private static void add(MapValue holder, String keys, String operator, MapValue labels) {
    for (String key : holder.listOrEmpty(keys).texts()) {
      String value = labels.text(key);
      if (value != null) {
        MapValue selector = holder.mapOrEmpty("labelSelector");
        ListValue expressions = selector.listOrEmpty("matchExpressions");
        expressions.add(
            MapValue.of("key", key, "operator", operator, "values", ListValue.of(new Text(value))));
        selector.put("matchExpressions", expressions);
      }
    }
  }
}
