package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.select.LabelSelectors;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;

/// The rules for affinity to nodes and between pods.
final class AffinityValidation {

  private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
  private static final String PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";

  private AffinityValidation() {}

  static void check(MapValue affinity, Path at, FieldErrors errors) {
    Fields.map(affinity, "nodeAffinity", AffinityValidation::node, at, errors);
    Fields.map(affinity, "podAffinity", AffinityValidation::pod, at, errors);
    Fields.map(affinity, "podAntiAffinity", AffinityValidation::pod, at, errors);
  }

  private static void node(MapValue affinity, Path at, FieldErrors errors) {
    Fields.map(affinity, REQUIRED, NodeSelectors::required, at, errors);
    Fields.each(affinity, PREFERRED, NodeSelectors::preferred, at, errors);
  }

  private static void pod(MapValue affinity, Path at, FieldErrors errors) {
    Fields.each(affinity, REQUIRED, AffinityValidation::term, at, errors);
    Fields.each(affinity, PREFERRED, AffinityValidation::weighted, at, errors);
  }

  private static void weighted(MapValue weighted, Path at, FieldErrors errors) {
    NodeSelectors.weight(weighted, at, errors);
    term(weighted.mapOrEmpty("podAffinityTerm"), at.child("podAffinityTerm"), errors);
  }

  private static void term(MapValue term, Path at, FieldErrors errors) {
    Fields.map(term, "labelSelector", LabelSelectors::validate, at, errors);
    Fields.map(term, "namespaceSelector", LabelSelectors::validate, at, errors);
    for (String namespace : term.listOrEmpty("namespaces").texts()) {
      Fields.faults(namespace, Names::dnsLabel, at.child("namespace"), errors);
    }
    matchLabelKeys(term, at, errors);
    String key = term.text("topologyKey", "");
    if (key.isEmpty()) {
      errors.required(at.child("topologyKey"), "can not be empty");
    }
    Fields.faults(key, Names::qualifiedName, at.child("topologyKey"), errors);
  }

  private static void matchLabelKeys(MapValue term, Path at, FieldErrors errors) {
    keys(term, "matchLabelKeys", at, errors);
    keys(term, "mismatchLabelKeys", at, errors);
    List<String> match = term.listOrEmpty("matchLabelKeys").texts();
    List<String> mismatch = term.listOrEmpty("mismatchLabelKeys").texts();
    for (int i = 0; i < match.size(); i++) {
      if (mismatch.contains(match.get(i))) {
        errors.invalidText(
            at.child("matchLabelKeys").index(i),
            match.get(i),
            "exists in both matchLabelKeys and mismatchLabelKeys");
      }
    }
  }

  /// Keys of the pod's own labels that a selector takes in.
  static void keys(MapValue owner, String field, Path at, FieldErrors errors) {
    List<String> keys = owner.listOrEmpty(field).texts();
    if (keys.isEmpty()) {
      return;
    }
    if (!Fields.isSet(owner, "labelSelector")) {
      errors.forbidden(at.child(field), "must not be specified when labelSelector is not set");
      return;
    }
    for (int i = 0; i < keys.size(); i++) {
      Fields.faults(keys.get(i), Names::qualifiedName, at.child(field).index(i), errors);
    }
  }
}
