package dev.stopwater.admission.builtin;

import dev.stopwater.admission.Admission;
import dev.stopwater.admission.AdmissionAttributes;
import dev.stopwater.admission.AdmissionAttributes.Operation;
import dev.stopwater.admission.Lookup;
import dev.stopwater.machinery.quantity.Quantity;
import dev.stopwater.machinery.value.MapValue;
import java.util.Objects;

/// A claim grows only once it is bound, and only if its storage class says that it can.
final class ClaimResize implements Admission {

  private final Lookup lookup;

  ClaimResize(Lookup lookup) {
    this.lookup = lookup;
  }

  @Override
  public void validate(AdmissionAttributes attributes) {
    if (attributes.operation() != Operation.UPDATE
        || !attributes.isFor("", "persistentvolumeclaims")) {
      return;
    }
    MapValue old = attributes.oldOrEmpty();
    if (storage(attributes.object()).compareTo(storage(old)) <= 0) {
      return;
    }
    if (!Objects.equals(old.textAt("status", "phase"), "Bound")) {
      throw attributes.forbidden("Only bound persistent volume claims can be expanded");
    }
    if (!canGrow(old)) {
      throw attributes.forbidden(
          "only dynamically provisioned pvc can be resized and the storageclass that provisions the"
              + " pvc must support resize");
    }
  }

  private boolean canGrow(MapValue claim) {
    String old = claim.textAt("metadata", "annotations", "volume.beta.kubernetes.io/storage-class");
    String name = old == null ? claim.mapOrEmpty("spec").text("storageClassName", "") : old;
    MapValue found =
        name.isEmpty() ? null : lookup.find("storage.k8s.io", "storageclasses", "", name);
    return found != null && found.flag("allowVolumeExpansion");
  }

  private static Quantity storage(MapValue claim) {
    String text = claim.textAt("spec", "resources", "requests", "storage");
    return text == null ? Quantity.ZERO : Quantity.parse(text);
  }
}
