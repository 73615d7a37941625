package dev.stopwater.admission.builtin;

import dev.stopwater.admission.Admission;
import dev.stopwater.admission.AdmissionAttributes;
import dev.stopwater.admission.AdmissionAttributes.Operation;
import dev.stopwater.admission.Lookup;
import dev.stopwater.machinery.errors.FieldError;
import dev.stopwater.machinery.errors.Resource;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;
import java.util.Set;

/// Nothing is written into a namespace that is not there, nothing new into one that ends, and some
/// namespaces never end.
final class NamespaceLifecycle implements Admission {

  private static final Resource NAMESPACES = new Resource("", "namespaces");
  private static final Set<String> IMMORTAL = Set.of("default", "kube-system", "kube-public");
  private static final Set<Operation> WRITES = Set.of(Operation.CREATE, Operation.UPDATE);

  private final Lookup lookup;

  NamespaceLifecycle(Lookup lookup) {
    this.lookup = lookup;
  }

  @Override
  public void mutate(AdmissionAttributes attributes) {
    refuseDeletionOfImmortal(attributes);
    String namespace = attributes.target().namespace();
    if (namespace.isEmpty()
        || attributes.isForAny("", "namespaces")
        || !WRITES.contains(attributes.operation())
        || attributes.isForAny("authorization.k8s.io", "localsubjectaccessreviews")) {
      return;
    }
    MapValue found = lookup.find("", "namespaces", "", namespace);
    if (found == null) {
      throw StatusException.notFound(NAMESPACES, namespace);
    }
    boolean ends = "Terminating".equals(found.textAt("status", "phase"));
    if (ends && attributes.operation() == Operation.CREATE) {
      throw terminating(attributes, namespace);
    }
  }

  /// Deletions have nothing to change, and may be asked about only here.
  @Override
  public void validate(AdmissionAttributes attributes) {
    refuseDeletionOfImmortal(attributes);
  }

  private static void refuseDeletionOfImmortal(AdmissionAttributes attributes) {
    if (attributes.operation() == Operation.DELETE
        && attributes.isFor("", "namespaces")
        && IMMORTAL.contains(attributes.target().name())) {
      throw attributes.forbidden("this namespace may not be deleted");
    }
  }

  private static StatusException terminating(AdmissionAttributes attributes, String namespace) {
    StatusException plain =
        attributes.forbidden(
            "unable to create new content in namespace "
                + namespace
                + " because it is being terminated");
    Resource resource = attributes.target().definition().groupResource();
    FieldError cause =
        new FieldError(
            "NamespaceTerminating",
            "metadata.namespace",
            "namespace " + namespace + " is being terminated");
    return new StatusException(
        plain.code(),
        plain.reason(),
        plain.message(),
        new StatusException.Details(
            attributes.shownName(), resource.group(), resource.name(), "", List.of(cause), 0));
  }
}
