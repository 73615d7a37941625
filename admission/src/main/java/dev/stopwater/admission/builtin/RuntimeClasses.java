package dev.stopwater.admission.builtin;

import dev.stopwater.admission.Admission;
import dev.stopwater.admission.AdmissionAttributes;
import dev.stopwater.admission.AdmissionAttributes.Operation;
import dev.stopwater.admission.Lookup;
import dev.stopwater.machinery.errors.GoQuote;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import org.jspecify.annotations.Nullable;

/// A pod gets the overhead, the node selector and the tolerations of its runtime class.
final class RuntimeClasses implements Admission {

  private final Lookup lookup;

  RuntimeClasses(Lookup lookup) {
    this.lookup = lookup;
  }

  @Override
  public void mutate(AdmissionAttributes attributes) {
    if (isNewPod(attributes)) {
      MapValue spec = attributes.object().mapOrPut("spec");
      MapValue runtime = runtimeClass(attributes, spec);
      if (runtime != null) {
        overhead(attributes, spec, runtime);
        MapValue scheduling = runtime.mapOrEmpty("scheduling");
        select(attributes, spec, scheduling.mapOrEmpty("nodeSelector"));
        tolerate(spec, scheduling.listOrEmpty("tolerations"));
      }
    }
  }

  @Override
  public void validate(AdmissionAttributes attributes) {
    if (isNewPod(attributes)) {
      MapValue spec = attributes.object().mapOrEmpty("spec");
      MapValue runtime = runtimeClass(attributes, spec);
      boolean granted = runtime != null && runtime.map("overhead") != null;
      if (!granted && !spec.mapOrEmpty("overhead").isEmpty()) {
        throw attributes.forbidden(
            "pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead");
      }
    }
  }

  private static boolean isNewPod(AdmissionAttributes attributes) {
    return attributes.operation() == Operation.CREATE && attributes.isFor("", "pods");
  }

  private @Nullable MapValue runtimeClass(AdmissionAttributes attributes, MapValue spec) {
    String name = spec.text("runtimeClassName");
    if (name == null) {
      return null;
    }
    MapValue found = lookup.find("node.k8s.io", "runtimeclasses", "", name);
    if (found == null) {
      throw attributes.forbidden(
          "pod rejected: RuntimeClass " + GoQuote.quote(name) + " not found");
    }
    return found;
  }

  private static void overhead(AdmissionAttributes attributes, MapValue spec, MapValue runtime) {
    MapValue fixed = runtime.mapOrEmpty("overhead").map("podFixed");
    if (fixed == null) {
      return;
    }
    MapValue given = spec.mapOrEmpty("overhead");
    if (!given.isEmpty() && !given.equals(fixed)) {
      throw attributes.forbidden(
          "pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead");
    }
    spec.put("overhead", fixed.copy());
  }

  private static void select(AdmissionAttributes attributes, MapValue spec, MapValue nodeSelector) {
    for (String key : nodeSelector.keys()) {
      String wanted = nodeSelector.text(key, "");
      String given = spec.mapOrEmpty("nodeSelector").text(key);
      if (given != null && !given.equals(wanted)) {
        throw attributes.forbidden(
            "conflict: runtimeClass.scheduling.nodeSelector[%s] = %s; pod.spec.nodeSelector[%s] = %s"
                .formatted(key, wanted, key, given));
      }
      spec.mapOrPut("nodeSelector").put(key, wanted);
    }
  }

  private static void tolerate(MapValue spec, ListValue tolerations) {
    for (MapValue toleration : tolerations.maps()) {
      ListValue given = spec.listOrEmpty("tolerations");
      if (!given.maps().contains(toleration)) {
        spec.put("tolerations", given.add(toleration.copy()));
      }
    }
  }
}
