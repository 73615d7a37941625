package dev.stopwater.admission.builtin;

import dev.stopwater.admission.Admission;
import dev.stopwater.admission.AdmissionAttributes;
import dev.stopwater.admission.AdmissionAttributes.Operation;
import dev.stopwater.admission.AdmissionAttributes.Requester;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;
import java.util.TreeMap;

/// A request to sign a certificate bears the names of who sent it, whatever it says itself.
final class SigningRequester implements Admission {

  @Override
  public void mutate(AdmissionAttributes attributes) {
    if (attributes.operation() != Operation.CREATE
        || !attributes.isFor("certificates.k8s.io", "certificatesigningrequests")) {
      return;
    }
    MapValue spec = attributes.object().mapOrPut("spec");
    List.of("username", "uid", "groups", "extra").forEach(spec::remove);
    Requester requester = attributes.requester();
    if (!requester.name().isEmpty()) {
      spec.put("username", requester.name());
    }
    if (!requester.uid().isEmpty()) {
      spec.put("uid", requester.uid());
    }
    if (!requester.groups().isEmpty()) {
      spec.put("groups", ListValue.ofTexts(requester.groups()));
    }
    new TreeMap<>(requester.extra())
        .forEach((key, values) -> spec.mapOrPut("extra").put(key, ListValue.ofTexts(values)));
  }
}
