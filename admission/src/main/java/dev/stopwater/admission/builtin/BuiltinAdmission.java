package dev.stopwater.admission.builtin;

import dev.stopwater.admission.Admission;
import dev.stopwater.admission.AdmissionChain;
import dev.stopwater.admission.Lookup;
import java.util.List;

/// The gates of a plain server, in the order in which they are passed.
public final class BuiltinAdmission {

  private BuiltinAdmission() {}

  public static Admission of(Lookup lookup) {
    return new AdmissionChain(
        List.of(
            new NamespaceLifecycle(lookup),
            new LimitRanges(lookup),
            new NotReadyTaint(),
            new PodSecurityLabels(),
            new PodPriority(lookup),
            new DefaultTolerations(),
            new DefaultStorageClass(lookup),
            new ProtectionFinalizers(),
            new ClaimResize(lookup),
            new RuntimeClasses(lookup),
            new SigningRequester(),
            new DefaultIngressClass(lookup),
            new TopologyLabels(lookup)));
  }
}
