package dev.stopwater.admission.builtin;

import dev.stopwater.machinery.value.MapValue;
import java.util.ArrayList;
import java.util.List;

/// What a limit range gives to containers that do not say what they need. What was given is noted
/// in an annotation of the pod.
record ContainerDefaults(MapValue requests, MapValue limits) {

  private static final String NOTE = "kubernetes.io/limit-ranger";

  static ContainerDefaults of(MapValue range) {
    MapValue requests = new MapValue();
    MapValue limits = new MapValue();
    for (MapValue limit : range.mapOrEmpty("spec").listOrEmpty("limits").maps()) {
      if (limit.text("type", "").equals("Container")) {
        putAll(requests, limit.mapOrEmpty("defaultRequest"));
        putAll(limits, limit.mapOrEmpty("default"));
      }
    }
    return new ContainerDefaults(requests, limits);
  }

  private static void putAll(MapValue target, MapValue source) {
    source.entries().forEach(entry -> target.put(entry.getKey(), entry.getValue().copy()));
  }

  void applyTo(MapValue pod) {
    List<String> notes = new ArrayList<>();
    MapValue spec = pod.mapOrEmpty("spec");
    for (MapValue container : spec.listOrEmpty("containers").maps()) {
      complete(container, "container", notes);
    }
    for (MapValue container : spec.listOrEmpty("initContainers").maps()) {
      complete(container, "init container", notes);
    }
    if (!notes.isEmpty()) {
      pod.mapOrPut("metadata")
          .mapOrPut("annotations")
          .put(NOTE, "LimitRanger plugin set: " + String.join("; ", notes));
    }
  }

  private void complete(MapValue container, String kind, List<String> notes) {
    String whom = " for " + kind + " " + container.text("name", "");
    note(putMissing(container, "requests", requests), " request" + whom, notes);
    note(putMissing(container, "limits", limits), " limit" + whom, notes);
  }

  private static void note(List<String> given, String what, List<String> notes) {
    if (!given.isEmpty()) {
      notes.add(String.join(", ", given) + what);
    }
  }

  private static List<String> putMissing(MapValue container, String field, MapValue amounts) {
    List<String> given = new ArrayList<>();
    MapValue resources = container.mapOrPut("resources");
    for (var amount : amounts.entries()) {
      if (!resources.mapOrEmpty(field).has(amount.getKey())) {
        resources.mapOrPut(field).put(amount.getKey(), amount.getValue().copy());
        given.add(amount.getKey());
      }
    }
    return given.stream().sorted().toList();
  }
}
