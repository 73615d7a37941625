package dev.stopwater.admission.builtin;

import dev.stopwater.admission.Admission;
import dev.stopwater.admission.AdmissionAttributes;
import dev.stopwater.admission.AdmissionAttributes.Operation;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import java.util.Map;

/// Storage that may be in use does not go before somebody has seen that it is not.
final class ProtectionFinalizers implements Admission {

  private static final Map<String, String> FINALIZERS =
      Map.of(
          "persistentvolumeclaims", "kubernetes.io/pvc-protection",
          "persistentvolumes", "kubernetes.io/pv-protection",
          "volumeattributesclasses.storage.k8s.io", "kubernetes.io/vac-protection");

  @Override
  public void mutate(AdmissionAttributes attributes) {
    String resource = attributes.target().definition().groupResource().toString();
    String finalizer = FINALIZERS.get(resource);
    if (finalizer == null
        || attributes.operation() != Operation.CREATE
        || !attributes.target().subresource().isEmpty()) {
      return;
    }
    MapValue metadata = attributes.object().mapOrPut("metadata");
    ListValue finalizers = metadata.listOrEmpty("finalizers");
    if (!finalizers.texts().contains(finalizer)) {
      metadata.put("finalizers", finalizers.add(new Text(finalizer)));
    }
  }
}
