package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.select.LabelSelectors;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;

/// The rules of Roles and ClusterRoles.
final class RoleValidation {

  static final KindValidation ROLE =
      KindValidation.of((object, errors) -> rules(object, true, errors)).revalidatedBefore();
  static final KindValidation CLUSTER_ROLE =
      KindValidation.of(RoleValidation::clusterRole).revalidatedBefore();

  private static final Path RULES = Path.of("rules");

  private RoleValidation() {}

  private static void clusterRole(MapValue object, FieldErrors errors) {
    rules(object, false, errors);
    MapValue aggregation = object.map("aggregationRule");
    if (aggregation == null) {
      return;
    }
    Path at = Path.of("aggregationRule", "clusterRoleSelectors");
    ListValue selectors = aggregation.listOrEmpty("clusterRoleSelectors");
    if (selectors.isEmpty()) {
      errors.required(
          at, "at least one clusterRoleSelector required if aggregationRule is non-nil");
    }
    for (int i = 0; i < selectors.size(); i++) {
      LabelSelectors.validate(selectors.mapAt(i), at.index(i), errors);
      if (!TemplateSelector.isParsable(selectors.mapAt(i))) {
        errors.invalid(at.index(i), "null", "invalid label selector.");
      }
    }
  }

  private static void rules(MapValue object, boolean namespaced, FieldErrors errors) {
    ListValue rules = object.listOrEmpty("rules");
    for (int i = 0; i < rules.size(); i++) {
      rule(rules.mapAt(i), namespaced, RULES.index(i), errors);
    }
  }

  private static void rule(MapValue rule, boolean namespaced, Path at, FieldErrors errors) {
    if (rule.listOrEmpty("verbs").isEmpty()) {
      errors.required(at.child("verbs"), "verbs must contain at least one value");
    }
    ListValue urls = rule.listOrEmpty("nonResourceURLs");
    boolean groups = !rule.listOrEmpty("apiGroups").isEmpty();
    boolean resources = !rule.listOrEmpty("resources").isEmpty();
    if (!urls.isEmpty()) {
      urls(urls, namespaced, rule, at.child("nonResourceURLs"), errors);
      return;
    }
    if (!groups) {
      errors.required(at.child("apiGroups"), "resource rules must supply at least one api group");
    }
    if (!resources) {
      errors.required(at.child("resources"), "resource rules must supply at least one resource");
    }
  }

  private static void urls(
      ListValue urls, boolean namespaced, MapValue rule, Path at, FieldErrors errors) {
    if (namespaced) {
      errors.invalid(at, ShownValue.of(urls), "namespaced rules cannot apply to non-resource URLs");
    }
    if (!rule.listOrEmpty("apiGroups").isEmpty()
        || !rule.listOrEmpty("resources").isEmpty()
        || !rule.listOrEmpty("resourceNames").isEmpty()) {
      errors.invalid(
          at,
          ShownValue.of(urls),
          "rules cannot apply to both regular resources and non-resource URLs");
    }
  }
}
