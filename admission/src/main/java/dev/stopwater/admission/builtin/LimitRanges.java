package dev.stopwater.admission.builtin;

import dev.stopwater.admission.Admission;
import dev.stopwater.admission.AdmissionAttributes;
import dev.stopwater.admission.AdmissionAttributes.Operation;
import dev.stopwater.admission.Lookup;
import dev.stopwater.machinery.quantity.Quantity;
import dev.stopwater.machinery.value.MapValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a namespace's limit ranges say of new pods and of claims: defaults for containers, and
/// bounds that nothing may break. The first range that is broken refuses, with all its reasons.
final class LimitRanges implements Admission {

  private final Lookup lookup;

  LimitRanges(Lookup lookup) {
    this.lookup = lookup;
  }

  @Override
  public void mutate(AdmissionAttributes attributes) {
    if (isNewPod(attributes)) {
      for (MapValue range : ranges(attributes)) {
        ContainerDefaults.of(range).applyTo(attributes.object());
      }
    }
  }

  @Override
  public void validate(AdmissionAttributes attributes) {
    if (isNewPod(attributes)) {
      refuse(attributes, range -> podFaults(range, attributes.object().mapOrEmpty("spec")));
    } else if (isClaim(attributes)) {
      refuse(attributes, range -> claimFaults(range, attributes.object().mapOrEmpty("spec")));
    }
  }

  private static boolean isNewPod(AdmissionAttributes attributes) {
    return attributes.operation() == Operation.CREATE && attributes.isFor("", "pods");
  }

  private static boolean isClaim(AdmissionAttributes attributes) {
    boolean written =
        attributes.operation() == Operation.CREATE || attributes.operation() == Operation.UPDATE;
    return written && attributes.isFor("", "persistentvolumeclaims");
  }

  private List<MapValue> ranges(AdmissionAttributes attributes) {
    return lookup.list("", "limitranges", attributes.target().namespace());
  }

  private interface Faults {
    List<String> of(MapValue range);
  }

  private void refuse(AdmissionAttributes attributes, Faults faults) {
    for (MapValue range : ranges(attributes)) {
      List<String> found = faults.of(range).stream().distinct().toList();
      if (!found.isEmpty()) {
        String all = String.join(", ", found);
        throw attributes.forbidden(found.size() == 1 ? all : "[" + all + "]");
      }
    }
  }

  private static List<String> podFaults(MapValue range, MapValue spec) {
    List<String> faults = new ArrayList<>();
    for (MapValue limit : range.mapOrEmpty("spec").listOrEmpty("limits").maps()) {
      switch (limit.text("type", "")) {
        case "Container" -> {
          for (String field : List.of("containers", "initContainers")) {
            for (MapValue container : spec.listOrEmpty(field).maps()) {
              faults.addAll(LimitBounds.faults(limit, amounts(container)));
            }
          }
        }
        case "Pod" -> faults.addAll(LimitBounds.faults(limit, PodAmounts.of(spec)));
        default -> {
          // other types bound other things
        }
      }
    }
    return faults;
  }

  private static List<String> claimFaults(MapValue range, MapValue spec) {
    Map<String, Quantity> requests =
        PodAmounts.quantities(spec.mapOrEmpty("resources").mapOrEmpty("requests"));
    List<String> faults = new ArrayList<>();
    for (MapValue limit : range.mapOrEmpty("spec").listOrEmpty("limits").maps()) {
      if (limit.text("type", "").equals("PersistentVolumeClaim")) {
        faults.addAll(LimitBounds.requestFaults(limit, requests));
      }
    }
    return faults;
  }

  private static PodAmounts amounts(MapValue container) {
    MapValue resources = container.mapOrEmpty("resources");
    return new PodAmounts(
        PodAmounts.quantities(resources.mapOrEmpty("requests")),
        PodAmounts.quantities(resources.mapOrEmpty("limits")));
  }
}
