package dev.stopwater.admission.builtin;

import dev.stopwater.admission.Admission;
import dev.stopwater.admission.AdmissionAttributes;
import dev.stopwater.admission.AdmissionAttributes.Operation;
import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;
import java.util.regex.Pattern;

/// A namespace's labels that say how safe its pods must be are ones that can be understood.
///
/// Faults that a namespace has had all along do not stand in the way of other changes.
final class PodSecurityLabels implements Admission {

  private static final String PREFIX = "pod-security.kubernetes.io/";
  private static final List<String> MODES = List.of("enforce", "audit", "warn");
  private static final List<String> LEVELS = List.of("privileged", "baseline", "restricted");
  private static final Pattern VERSION = Pattern.compile("latest|v1\\.(0|[1-9][0-9]*)");

  @Override
  public void validate(AdmissionAttributes attributes) {
    if (attributes.operation() == Operation.DELETE || !attributes.isFor("", "namespaces")) {
      return;
    }
    FieldErrors errors = faults(attributes.object());
    if (errors.isEmpty() || errors.all().equals(faults(attributes.oldOrEmpty()).all())) {
      return;
    }
    throw StatusException.invalid(
        attributes.target().definition().groupKind(), attributes.shownName(), errors.all());
  }

  private static FieldErrors faults(MapValue namespace) {
    FieldErrors errors = new FieldErrors();
    MapValue labels = namespace.mapOrEmpty("metadata").mapOrEmpty("labels");
    for (String mode : MODES) {
      String level = labels.text(PREFIX + mode);
      if (level != null && !LEVELS.contains(level)) {
        refuse(PREFIX + mode, level, "must be one of " + String.join(", ", LEVELS), errors);
      }
      String version = labels.text(PREFIX + mode + "-version");
      if (version != null && !VERSION.matcher(version).matches()) {
        refuse(PREFIX + mode + "-version", version, "must be \"latest\" or \"v1.x\"", errors);
      }
    }
    return errors;
  }

  private static void refuse(String label, String value, String why, FieldErrors errors) {
    errors.invalidText(Path.of("metadata", "labels").key(label), value, why);
  }
}
