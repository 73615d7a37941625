package dev.stopwater.admission.builtin;

import dev.stopwater.admission.Admission;
import dev.stopwater.admission.AdmissionAttributes;
import dev.stopwater.admission.AdmissionAttributes.Operation;
import dev.stopwater.admission.Lookup;
import dev.stopwater.machinery.value.MapValue;
import java.util.Set;

/// An ingress that names no class gets the default one.
final class DefaultIngressClass implements Admission {

  private static final String GROUP = "networking.k8s.io";
  private static final Set<String> MARKS = Set.of("ingressclass.kubernetes.io/is-default-class");

  private final Lookup lookup;

  DefaultIngressClass(Lookup lookup) {
    this.lookup = lookup;
  }

  @Override
  public void mutate(AdmissionAttributes attributes) {
    if (attributes.operation() != Operation.CREATE || !attributes.isFor(GROUP, "ingresses")) {
      return;
    }
    MapValue ingress = attributes.object();
    boolean given =
        ingress.textAt("spec", "ingressClassName") != null
            || ingress.textAt("metadata", "annotations", "kubernetes.io/ingress.class") != null;
    String common =
        given ? null : DefaultClass.among(lookup.list(GROUP, "ingressclasses", ""), MARKS);
    if (common != null) {
      ingress.mapOrPut("spec").put("ingressClassName", common);
    }
  }
}
