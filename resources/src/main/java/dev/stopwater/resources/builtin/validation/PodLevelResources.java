package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.quantity.Quantity;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;

/// The rules for the resources of a pod as a whole.
final class PodLevelResources {

  private static final List<String> SUPPORTED = List.of("cpu", "hugepages-", "memory");

  private PodLevelResources() {}

  static void check(MapValue spec, Path at, FieldErrors errors) {
    MapValue resources = spec.map("resources");
    if (resources == null) {
      return;
    }
    if (spec.mapOrEmpty("os").text("name", "").equals("windows")) {
      errors.forbidden(at, "may not be set for a windows pod");
      return;
    }
    if (!resources.listOrEmpty("claims").isEmpty()) {
      errors.forbidden(at.child("claims"), "claims may not be set for Resources at pod-level");
    }
    ResourceValidation.requirements(resources, PodLevelResources::name, at, errors);
    ResourceValidation.claims(resources, spec, at.child("claims"), errors);
    consistent(spec, resources, at, errors);
  }

  private static void name(String name, Path at, FieldErrors errors) {
    if (ResourceNames.named(name, at, errors) && !isSupported(name)) {
      errors.notSupportedText(at, name, SUPPORTED);
    }
  }

  private static boolean isSupported(String name) {
    return name.equals("cpu") || name.equals("memory") || ResourceNames.isHugePages(name);
  }

  private static void consistent(MapValue spec, MapValue resources, Path at, FieldErrors errors) {
    MapValue requests = resources.mapOrEmpty("requests");
    for (String name : requests.keys()) {
      Quantity pod = Quantities.of(requests.find(name));
      Quantity sum = AggregateRequests.of(spec, name);
      if (isSupported(name) && sum.compareTo(pod) > 0) {
        errors.invalid(
            at.child("requests").key(name),
            Quantities.shown(pod),
            "must be greater than or equal to aggregate container requests of " + sum);
      }
    }
    for (String list : List.of("containers", "initContainers")) {
      limits(spec, list, resources.mapOrEmpty("limits"), at, errors);
    }
  }

  private static void limits(
      MapValue spec, String list, MapValue limits, Path at, FieldErrors errors) {
    ListValue containers = spec.listOrEmpty(list);
    for (int i = 0; i < containers.size(); i++) {
      MapValue own = containers.mapAt(i).mapOrEmpty("resources").mapOrEmpty("limits");
      for (String name : own.keys()) {
        Quantity limit = Quantities.of(own.find(name));
        Quantity pod = Quantities.of(limits.find(name));
        if (isSupported(name) && limits.has(name) && limit.compareTo(pod) > 0) {
          errors.invalid(
              at.child(list).index(i).key(name).child("limits"),
              Quantities.shown(limit),
              "must be less than or equal to pod limits of " + pod);
        }
      }
    }
  }
}
