package dev.stopwater.admission.builtin;

import dev.stopwater.admission.Admission;
import dev.stopwater.admission.AdmissionAttributes;
import dev.stopwater.admission.AdmissionAttributes.Operation;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;

/// A new node takes no pods until somebody has seen it ready.
final class NotReadyTaint implements Admission {

  private static final String KEY = "node.kubernetes.io/not-ready";
  private static final String EFFECT = "NoSchedule";

  @Override
  public void mutate(AdmissionAttributes attributes) {
    if (attributes.operation() != Operation.CREATE || !attributes.isFor("", "nodes")) {
      return;
    }
    MapValue spec = attributes.object().mapOrPut("spec");
    ListValue taints = spec.listOrEmpty("taints");
    boolean there =
        taints.maps().stream()
            .anyMatch(
                one -> one.text("key", "").equals(KEY) && one.text("effect", "").equals(EFFECT));
    if (!there) {
      spec.put("taints", taints.add(MapValue.of("key", KEY, "effect", EFFECT)));
    }
  }
}
