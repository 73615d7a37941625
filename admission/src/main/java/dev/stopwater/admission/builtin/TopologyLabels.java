package dev.stopwater.admission.builtin;

import dev.stopwater.admission.Admission;
import dev.stopwater.admission.AdmissionAttributes;
import dev.stopwater.admission.AdmissionAttributes.Operation;
import dev.stopwater.admission.Lookup;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;

/// A pod knows by its labels in which zone and region its node is. A binding carries them to the
/// pod that it binds.
final class TopologyLabels implements Admission {

  private static final List<String> LABELS =
      List.of("topology.kubernetes.io/zone", "topology.kubernetes.io/region");

  private final Lookup lookup;

  TopologyLabels(Lookup lookup) {
    this.lookup = lookup;
  }

  @Override
  public void mutate(AdmissionAttributes attributes) {
    if (attributes.operation() != Operation.CREATE) {
      return;
    }
    boolean binding =
        attributes.isFor("", "bindings")
            || (attributes.isForAny("", "pods")
                && attributes.target().subresource().equals("binding"));
    if (binding && attributes.object().mapOrEmpty("target").text("kind", "Node").equals("Node")) {
      label(attributes.object(), attributes.object().mapOrEmpty("target").text("name", ""));
    } else if (attributes.isFor("", "pods")) {
      label(attributes.object(), attributes.object().mapOrEmpty("spec").text("nodeName", ""));
    }
  }

  private void label(MapValue object, String nodeName) {
    MapValue node = nodeName.isEmpty() ? null : lookup.find("", "nodes", "", nodeName);
    if (node == null) {
      return;
    }
    MapValue labels = node.mapOrEmpty("metadata").mapOrEmpty("labels");
    for (String label : LABELS) {
      String value = labels.text(label);
      if (value != null) {
        object.mapOrPut("metadata").mapOrPut("labels").put(label, value);
      }
    }
  }
}
