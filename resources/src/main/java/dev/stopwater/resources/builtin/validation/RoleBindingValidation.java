package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;

/// The rules of RoleBindings and ClusterRoleBindings.
final class RoleBindingValidation {

  private static final String GROUP = "rbac.authorization.k8s.io";
  private static final Path ROLE = Path.of("roleRef");
  private static final List<String> SUBJECTS = List.of("ServiceAccount", "User", "Group");
  private static final InternalForm ROLE_FORM =
      InternalForm.of("APIGroup=apiGroup:text Kind:text Name:text");

  private RoleBindingValidation() {}

  /// @param roles the kinds of roles that may be bound
  static KindValidation rules(List<String> roles) {
    boolean cluster = roles.size() == 1;
    return KindValidation.of((object, errors) -> create(object, roles, cluster, errors))
        .update(RoleBindingValidation::update)
        .revalidatedBefore();
  }

  private static void create(
      MapValue object, List<String> roles, boolean cluster, FieldErrors errors) {
    MapValue role = object.mapOrEmpty("roleRef");
    Faults.oneOf(role, "apiGroup", List.of(GROUP), ROLE, errors);
    Faults.oneOf(role, "kind", roles, ROLE, errors);
    if (Faults.requiredText(role, "name", ROLE, errors)) {
      String name = role.text("name", "");
      Faults.invalidText(ROLE.child("name"), name, Names.pathSegment(name), errors);
    }
    ListValue subjects = object.listOrEmpty("subjects");
    for (int i = 0; i < subjects.size(); i++) {
      subject(subjects.mapAt(i), cluster, Path.of("subjects").index(i), errors);
    }
  }

  private static void subject(MapValue subject, boolean cluster, Path at, FieldErrors errors) {
    boolean named = Faults.requiredText(subject, "name", at, errors);
    String name = subject.text("name", "");
    switch (subject.text("kind", "")) {
      case "ServiceAccount" -> {
        if (named) {
          Faults.invalidText(at.child("name"), name, Names.dnsSubdomain(name), errors);
        }
        Faults.oneOf(subject, "apiGroup", List.of(""), at, errors);
        if (cluster) {
          Faults.requiredText(subject, "namespace", at, errors);
        }
      }
      case "User", "Group" -> Faults.oneOf(subject, "apiGroup", List.of(GROUP), at, errors);
      default -> errors.notSupportedText(at.child("kind"), subject.text("kind", ""), SUBJECTS);
    }
  }

  private static void update(MapValue now, MapValue old, FieldErrors errors) {
    MapValue role = now.mapOrEmpty("roleRef");
    if (!Immutable.same(role, old.mapOrEmpty("roleRef"))) {
      errors.invalid(ROLE, ROLE_FORM.show(role), "cannot change roleRef");
    }
  }
}
