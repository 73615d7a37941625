package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.select.LabelSelectors;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Which requests a webhook or a policy sees.
final class AdmissionRules {

  static final List<String> FAILURES = List.of("Fail", "Ignore");
  static final List<String> MATCHES = List.of("Equivalent", "Exact");

  private static final List<String> OPERATIONS =
      List.of("*", "CONNECT", "CREATE", "DELETE", "UPDATE");
  private static final List<String> SCOPES = List.of("*", "Cluster", "Namespaced");
  private static final int MOST_CONDITIONS = 64;

  private AdmissionRules() {}

  /// `matchConstraints` and `matchResources` of policies and their bindings.
  static void match(MapValue match, Path at, FieldErrors errors) {
    Faults.oneOfIfPresent(match, "matchPolicy", MATCHES, at, errors);
    selector(match, "namespaceSelector", at, errors);
    selector(match, "objectSelector", at, errors);
    for (String field : List.of("resourceRules", "excludeResourceRules")) {
      ListValue rules = match.listOrEmpty(field);
      for (int i = 0; i < rules.size(); i++) {
        Path path = at.child(field).index(i);
        rule(rules.mapAt(i), path, errors);
        names(rules.mapAt(i).listOrEmpty("resourceNames"), path.child("resourceNames"), errors);
      }
    }
  }

  static void selector(MapValue owner, String field, Path at, FieldErrors errors) {
    MapValue selector = owner.map(field);
    if (selector != null) {
      LabelSelectors.validate(selector, at.child(field), errors);
    }
  }

  private static void names(ListValue names, Path at, FieldErrors errors) {
    Set<String> seen = new HashSet<>();
    List<String> texts = names.texts();
    for (int i = 0; i < texts.size(); i++) {
      Faults.invalidText(at.index(i), texts.get(i), Names.pathSegment(texts.get(i)), errors);
      if (!seen.add(texts.get(i))) {
        errors.duplicateText(at.index(i), texts.get(i));
      }
    }
  }

  static void rule(MapValue rule, Path at, FieldErrors errors) {
    ListValue operations = rule.listOrEmpty("operations");
    if (wildcard(operations, at.child("operations"), "operations", errors)) {
      List<String> texts = operations.texts();
      for (int i = 0; i < texts.size(); i++) {
        if (!OPERATIONS.contains(texts.get(i))) {
          errors.notSupportedText(at.child("operations").index(i), texts.get(i), OPERATIONS);
        }
      }
    }
    wildcard(rule.listOrEmpty("apiGroups"), at.child("apiGroups"), "API groups", errors);
    versions(rule.listOrEmpty("apiVersions"), at.child("apiVersions"), errors);
    resources(rule.listOrEmpty("resources"), at.child("resources"), errors);
    Faults.oneOfIfPresent(rule, "scope", SCOPES, at, errors);
  }

  /// A list that is not empty and has no star among others; answers whether there is one.
  private static boolean wildcard(ListValue list, Path at, String things, FieldErrors errors) {
    if (list.isEmpty()) {
      errors.required(at);
      return false;
    }
    if (list.size() > 1 && list.texts().contains("*")) {
      errors.invalid(
          at, ShownValue.of(list), "if '*' is present, must not specify other " + things);
    }
    return true;
  }

  private static void versions(ListValue versions, Path at, FieldErrors errors) {
    if (wildcard(versions, at, "API versions", errors)) {
      List<String> texts = versions.texts();
      for (int i = 0; i < texts.size(); i++) {
        if (texts.get(i).isEmpty()) {
          errors.required(at.index(i));
        }
      }
    }
  }

  private static void resources(ListValue resources, Path at, FieldErrors errors) {
    if (resources.isEmpty()) {
      errors.required(at);
      return;
    }
    List<String> texts = resources.texts();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < texts.size(); i++) {
      resource(texts.get(i), seen, at.index(i), errors);
    }
    if (texts.size() > 1 && texts.contains("*/*")) {
      errors.invalid(
          at, ShownValue.of(resources), "if '*/*' is present, must not specify other resources");
    }
    boolean plain = texts.stream().anyMatch(text -> !text.isEmpty() && isPlain(text));
    if (texts.contains("*") && plain) {
      errors.invalid(
          at,
          ShownValue.of(resources),
          "if '*' is present, must not specify other resources without subresources");
    }
  }

  private static boolean isPlain(String resource) {
    return resource.indexOf('/') < 0 && !resource.equals("*");
  }

  /// @param seen the wildcards before it
  private static void resource(String text, Set<String> seen, Path at, FieldErrors errors) {
    if (text.isEmpty()) {
      errors.required(at);
    }
    int slash = text.indexOf('/');
    if (slash < 0) {
      return;
    }
    String all = text.substring(0, slash) + "/*";
    String everywhere = "*" + text.substring(slash);
    for (String wildcard : List.of(all, everywhere)) {
      if (seen.contains(wildcard)) {
        errors.invalidText(at, text, "if '" + wildcard + "' is present, must not specify " + text);
      }
    }
    if (text.equals(all) || text.equals(everywhere)) {
      seen.add(text);
    }
  }

  /// Conditions in CEL, as far as they can be judged without compiling them.
  static void conditions(ListValue conditions, Path at, FieldErrors errors) {
    if (conditions.size() > MOST_CONDITIONS) {
      errors.tooMany(at, conditions.size(), MOST_CONDITIONS);
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < conditions.size(); i++) {
      MapValue condition = conditions.mapAt(i);
      if (condition.text("expression", "").isBlank()) {
        errors.required(at.index(i).child("expression"));
      }
      String name = condition.text("name", "");
      Path field = at.index(i).child("name");
      if (name.isEmpty()) {
        errors.required(field);
        continue;
      }
      Faults.invalidText(field, name, Names.qualifiedName(name), errors);
      if (!seen.add(name)) {
        errors.duplicateText(field, name);
      }
    }
  }
}
