package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;

/// Which requests a rule of a FlowSchema takes.
final class FlowRules {

  private static final List<String> KINDS = List.of("Group", "ServiceAccount", "User");
  private static final List<String> VERBS =
      List.of(
          "create",
          "delete",
          "deletecollection",
          "get",
          "list",
          "patch",
          "proxy",
          "update",
          "watch");

  /// The field that belongs to a kind of subject.
  private record Subject(String kind, String field) {}

  private static final List<Subject> SUBJECTS =
      List.of(
          new Subject("ServiceAccount", "serviceAccount"),
          new Subject("User", "user"),
          new Subject("Group", "group"));

  private FlowRules() {}

  static void validate(MapValue rule, Path at, FieldErrors errors) {
    ListValue subjects = rule.listOrEmpty("subjects");
    if (subjects.isEmpty()) {
      errors.required(at.child("subjects"), "subjects must contain at least one value");
    }
    for (int i = 0; i < subjects.size(); i++) {
      subject(subjects.mapAt(i), at.child("subjects").index(i), errors);
    }
    ListValue resources = rule.listOrEmpty("resourceRules");
    ListValue urls = rule.listOrEmpty("nonResourceRules");
    if (resources.isEmpty() && urls.isEmpty()) {
      errors.required(at, "at least one of resourceRules and nonResourceRules has to be non-empty");
    }
    for (int i = 0; i < resources.size(); i++) {
      resources(resources.mapAt(i), at.child("resourceRules").index(i), errors);
    }
    for (int i = 0; i < urls.size(); i++) {
      urls(urls.mapAt(i), at.child("nonResourceRules").index(i), errors);
    }
  }

  private static void subject(MapValue subject, Path at, FieldErrors errors) {
    String kind = subject.text("kind", "");
    if (!KINDS.contains(kind)) {
      errors.notSupportedText(at.child("kind"), kind, KINDS);
      return;
    }
    for (Subject own : SUBJECTS) {
      if (own.kind().equals(kind)) {
        own(subject, own, at, errors);
      }
    }
    for (Subject other : SUBJECTS) {
      if (!other.kind().equals(kind) && subject.map(other.field()) != null) {
        errors.forbidden(
            at.child(other.field()),
            other.field() + " is forbidden when subject kind is not '" + other.kind() + "'");
      }
    }
  }

  private static void own(MapValue subject, Subject own, Path at, FieldErrors errors) {
    MapValue value = subject.map(own.field());
    Path field = at.child(own.field());
    if (value == null) {
      errors.required(
          field, own.field() + " is required when subject kind is '" + own.kind() + "'");
    } else if (own.kind().equals("ServiceAccount")) {
      account(value, field, errors);
    } else {
      Faults.requiredText(value, "name", field, errors);
    }
  }

  private static void account(MapValue account, Path at, FieldErrors errors) {
    String name = account.text("name", "");
    if (Faults.requiredText(account, "name", at, errors) && !name.equals("*")) {
      Faults.invalidText(at.child("name"), name, Names.dnsSubdomain(name), errors);
    }
    String namespace = account.text("namespace", "");
    if (namespace.isEmpty()) {
      errors.required(at.child("namespace"), "must specify namespace for service account");
    } else {
      Faults.invalidText(at.child("namespace"), namespace, Names.dnsLabel(namespace), errors);
    }
  }

  private static void verbs(MapValue rule, Path at, FieldErrors errors) {
    ListValue verbs = rule.listOrEmpty("verbs");
    if (list(verbs, at.child("verbs"), "verbs must contain at least one value", "verbs", errors)) {
      List<String> texts = verbs.texts();
      if (!texts.contains("*") && !VERBS.containsAll(texts)) {
        errors.notSupported(at.child("verbs"), ShownValue.of(verbs), VERBS);
      }
    }
  }

  /// A list that is not empty, and has no star among others; answers whether all is well.
  private static boolean list(
      ListValue list, Path at, String missing, String things, FieldErrors errors) {
    if (list.isEmpty()) {
      errors.required(at, missing);
      return false;
    }
    if (list.size() > 1 && list.texts().contains("*")) {
      errors.invalid(
          at, ShownValue.of(list), "if '*' is present, must not specify other " + things);
      return false;
    }
    return true;
  }

  private static void resources(MapValue rule, Path at, FieldErrors errors) {
    verbs(rule, at, errors);
    list(
        rule.listOrEmpty("apiGroups"),
        at.child("apiGroups"),
        "resource rules must supply at least one api group",
        "api groups",
        errors);
    list(
        rule.listOrEmpty("resources"),
        at.child("resources"),
        "resource rules must supply at least one resource",
        "resources",
        errors);
    namespaces(rule, at.child("namespaces"), errors);
  }

  private static void namespaces(MapValue rule, Path at, FieldErrors errors) {
    ListValue namespaces = rule.listOrEmpty("namespaces");
    if (namespaces.isEmpty() && rule.flag("clusterScope")) {
      return;
    }
    String missing =
        "resource rules that are not cluster scoped must supply at least one namespace";
    if (!list(namespaces, at, missing, "namespaces", errors)) {
      return;
    }
    List<String> texts = namespaces.texts();
    for (int i = 0; i < texts.size(); i++) {
      String namespace = texts.get(i);
      if (!namespace.equals("*")) {
        for (String fault : Names.dnsLabel(namespace)) {
          errors.invalidText(
              at.index(i),
              namespace,
              "each member of this list must be '*' or a DNS-1123 label; " + fault);
        }
      }
    }
  }

  private static void urls(MapValue rule, Path at, FieldErrors errors) {
    verbs(rule, at, errors);
    ListValue urls = rule.listOrEmpty("nonResourceURLs");
    Path field = at.child("nonResourceURLs");
    String missing = "nonResourceURLs must contain at least one value";
    if (list(urls, field, missing, "non-resource URLs", errors)) {
      List<String> texts = urls.texts();
      for (int i = 0; i < texts.size(); i++) {
        url(texts.get(i), field.index(i), errors);
      }
    }
  }

  private static void url(String url, Path at, FieldErrors errors) {
    if (url.equals("*") || url.equals("/")) {
      return;
    }
    String fault = "";
    if (url.isEmpty()) {
      fault = "must not be empty";
    } else if (!url.startsWith("/")) {
      fault = "must start with slash";
    } else if (url.contains(" ")) {
      fault = "must not contain white-space";
    } else if (url.contains("//")) {
      fault = "must not contain double slash";
    } else if (url.contains("*") && url.indexOf("/*") != url.length() - 2) {
      fault = "wildcard can only do suffix matching";
    }
    if (!fault.isEmpty()) {
      errors.invalidText(at, url, fault);
    }
  }
}
