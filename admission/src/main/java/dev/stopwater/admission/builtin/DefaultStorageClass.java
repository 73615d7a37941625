package dev.stopwater.admission.builtin;

import dev.stopwater.admission.Admission;
import dev.stopwater.admission.AdmissionAttributes;
import dev.stopwater.admission.AdmissionAttributes.Operation;
import dev.stopwater.admission.Lookup;
import dev.stopwater.machinery.value.MapValue;
import java.util.Set;

/// A claim that names no storage class gets the default one.
final class DefaultStorageClass implements Admission {

  private static final String OLD_CLASS = "volume.beta.kubernetes.io/storage-class";
  private static final Set<String> MARKS =
      Set.of(
          "storageclass.kubernetes.io/is-default-class",
          "storageclass.beta.kubernetes.io/is-default-class");

  private final Lookup lookup;

  DefaultStorageClass(Lookup lookup) {
    this.lookup = lookup;
  }

  @Override
  public void mutate(AdmissionAttributes attributes) {
    if (attributes.operation() != Operation.CREATE
        || !attributes.isFor("", "persistentvolumeclaims")) {
      return;
    }
    MapValue claim = attributes.object();
    boolean given =
        claim.textAt("spec", "storageClassName") != null
            || claim.textAt("metadata", "annotations", OLD_CLASS) != null;
    String common =
        given
            ? null
            : DefaultClass.among(lookup.list("storage.k8s.io", "storageclasses", ""), MARKS);
    if (common != null) {
      claim.mapOrPut("spec").put("storageClassName", common);
    }
  }
}
