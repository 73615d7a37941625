package dev.stopwater.admission.builtin;

import dev.stopwater.admission.Admission;
import dev.stopwater.admission.AdmissionAttributes;
import dev.stopwater.admission.AdmissionAttributes.Operation;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;

/// A pod stays five minutes on a node that is not ready or cannot be reached, unless it says
/// otherwise.
final class DefaultTolerations implements Admission {

  private static final List<String> TAINTS =
      List.of("node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable");
  private static final int FIVE_MINUTES_IN_SECONDS = 300;

  @Override
  public void mutate(AdmissionAttributes attributes) {
    boolean written =
        attributes.operation() == Operation.CREATE || attributes.operation() == Operation.UPDATE;
    if (written && attributes.isFor("", "pods")) {
      tolerate(attributes.object().mapOrPut("spec"));
    }
  }

  private static void tolerate(MapValue spec) {
    ListValue tolerations = spec.listOrEmpty("tolerations");
    List<MapValue> given = List.copyOf(tolerations.maps());
    for (String taint : TAINTS) {
      if (given.stream().noneMatch(one -> covers(one, taint))) {
        tolerations.add(
            MapValue.of(
                "key",
                taint,
                "operator",
                "Exists",
                "effect",
                "NoExecute",
                "tolerationSeconds",
                FIVE_MINUTES_IN_SECONDS));
      }
    }
    if (!tolerations.isEmpty()) {
      spec.put("tolerations", tolerations);
    }
  }

  private static boolean covers(MapValue toleration, String taint) {
    String key = toleration.text("key", "");
    String effect = toleration.text("effect", "");
    return (key.isEmpty() || key.equals(taint)) && (effect.isEmpty() || effect.equals("NoExecute"));
  }
}
