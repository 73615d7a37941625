package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;

/// The rules for selectors of nodes, by label and by field.
final class NodeSelectors {

  private static final String VALUES = "values";

  private NodeSelectors() {}

  /// A selector that must be fulfilled.
  static void required(MapValue selector, Path at, FieldErrors errors) {
    if (selector.listOrEmpty("nodeSelectorTerms").isEmpty()) {
      errors.required(at.child("nodeSelectorTerms"), "must have at least one node selector term");
    }
    Fields.each(
        selector, "nodeSelectorTerms", (term, path, e) -> term(term, true, path, e), at, errors);
  }

  /// @param labelValues whether values must be such that labels can have them
  static void term(MapValue term, boolean labelValues, Path at, FieldErrors errors) {
    Fields.each(
        term,
        "matchExpressions",
        (expression, path, e) -> expression(expression, labelValues, path, e),
        at,
        errors);
    Fields.each(term, "matchFields", NodeSelectors::field, at, errors);
  }

  private static void expression(
      MapValue expression, boolean labelValues, Path at, FieldErrors errors) {
    ListValue values = expression.listOrEmpty(VALUES);
    String operator = expression.text("operator", "");
    switch (operator) {
      case "In", "NotIn" -> {
        if (values.isEmpty()) {
          errors.required(at.child(VALUES), "must be specified when `operator` is 'In' or 'NotIn'");
        }
      }
      case "Exists", "DoesNotExist" -> {
        if (!values.isEmpty()) {
          errors.forbidden(
              at.child(VALUES),
              "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
        }
      }
      case "Gt", "Lt" -> {
        if (values.size() != 1) {
          errors.required(
              at.child(VALUES), "must be specified single value when `operator` is 'Lt' or 'Gt'");
        }
      }
      default -> unknown(operator, at, errors);
    }
    Fields.text(expression, "key", Names::qualifiedName, at, errors);
    if (labelValues) {
      List<String> texts = values.texts();
      for (int i = 0; i < texts.size(); i++) {
        Fields.faults(texts.get(i), Names::labelValue, at.child(VALUES).index(i), errors);
      }
    }
  }

  private static void unknown(String operator, Path at, FieldErrors errors) {
    errors.invalidText(at.child("operator"), operator, "not a valid selector operator");
  }

  private static void field(MapValue requirement, Path at, FieldErrors errors) {
    List<String> values = requirement.listOrEmpty(VALUES).texts();
    String operator = requirement.text("operator", "");
    if (!operator.equals("In") && !operator.equals("NotIn")) {
      unknown(operator, at, errors);
    } else if (values.size() != 1) {
      errors.required(
          at.child(VALUES),
          "must be only one value when `operator` is 'In' or 'NotIn' for node field selector");
    }
    String key = requirement.text("key", "");
    if (!key.equals("metadata.name")) {
      errors.invalidText(at.child("key"), key, "not a valid field selector key");
      return;
    }
    for (int i = 0; i < values.size(); i++) {
      Fields.faults(values.get(i), Names::dnsSubdomain, at.child(VALUES).index(i), errors);
    }
  }

  /// A list of weighted wishes.
  static void preferred(MapValue preference, Path at, FieldErrors errors) {
    weight(preference, at, errors);
    term(preference.mapOrEmpty("preference"), false, at.child("preference"), errors);
  }

  static void weight(MapValue weighted, Path at, FieldErrors errors) {
    long weight = weighted.integer("weight", 0);
    if (weight < 1 || weight > 100) {
      errors.invalid(at.child("weight"), Long.toString(weight), "must be in the range 1-100");
    }
  }
}
