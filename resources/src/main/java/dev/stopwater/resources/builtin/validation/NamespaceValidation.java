package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;
import java.util.Set;

/// The rules for Namespaces.
final class NamespaceValidation {

  private static final Path FINALIZERS = Path.of("spec", "finalizers");
  private static final Set<String> STANDARD = Set.of("kubernetes", "orphan", "foregroundDeletion");

  static final KindValidation RULES =
      KindValidation.of(NamespaceValidation::create)
          .revalidatedBefore()
          .status(NamespaceValidation::status)
          .subresource("finalize", NamespaceValidation::finalizing);

  private NamespaceValidation() {}

  private static void create(MapValue namespace, FieldErrors errors) {
    for (String name : namespace.mapOrEmpty("spec").listOrEmpty("finalizers").texts()) {
      finalizer(name, FINALIZERS, errors);
    }
  }

  private static void finalizer(String name, Path at, FieldErrors errors) {
    Fields.faults(name, Names::qualifiedName, at, errors);
    MetadataValidation.standardFinalizer(name, STANDARD, at, errors);
  }

  private static void finalizing(MapValue now, MapValue old, FieldErrors errors) {
    List<String> names = now.mapOrEmpty("spec").listOrEmpty("finalizers").texts();
    for (int i = 0; i < names.size(); i++) {
      finalizer(names.get(i), FINALIZERS.index(i), errors);
    }
  }

  private static void status(MapValue now, MapValue old, FieldErrors errors) {
    String phase = now.mapOrEmpty("status").text("phase", "");
    boolean ending = now.mapOrEmpty("metadata").text("deletionTimestamp") != null;
    Path at = Path.of("status", "Phase");
    if (!ending && !phase.equals("Active")) {
      errors.invalidText(at, phase, "may only be 'Active' if `deletionTimestamp` is empty");
    }
    if (ending && !phase.equals("Terminating")) {
      errors.invalidText(
          at, phase, "may only be 'Terminating' if `deletionTimestamp` is not empty");
    }
  }
}
