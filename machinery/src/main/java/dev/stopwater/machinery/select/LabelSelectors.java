package dev.stopwater.machinery.select;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import java.util.List;

/// Whether LabelSelector objects (`matchLabels`, `matchExpressions`) are valid.
public final class LabelSelectors {

  private LabelSelectors() {}

  /// Adds a fault for each rule that the selector at `at` breaks.
  public static void validate(MapValue selector, Path at, FieldErrors errors) {
    validateLabels(selector.mapOrEmpty("matchLabels"), at.child("matchLabels"), errors);
    List<MapValue> expressions = selector.listOrEmpty("matchExpressions").maps();
    for (int i = 0; i < expressions.size(); i++) {
      validateExpression(expressions.get(i), at.child("matchExpressions").index(i), errors);
    }
  }

  /// Adds a fault for each key and value that no label may have.
  public static void validateLabels(MapValue labels, Path at, FieldErrors errors) {
    labels
        .entries()
        .forEach(label -> {
          validateKey(label.getKey(), at, errors);
          if (label.getValue() instanceof Text text) {
            validateValue(text.value(), at, errors);
          }
        });
  }

  private static void validateExpression(MapValue expression, Path at, FieldErrors errors) {
    ListValue values = expression.listOrEmpty("values");
    String operator = expression.text("operator", "");
    switch (operator) {
      case "In", "NotIn" -> {
        if (values.isEmpty()) {
          errors.required(
              at.child("values"), "must be specified when `operator` is 'In' or 'NotIn'");
        }
      }
      case "Exists", "DoesNotExist" -> {
        if (!values.isEmpty()) {
          errors.forbidden(
              at.child("values"),
              "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
        }
      }
      default ->
          errors.invalidText(at.child("operator"), operator, "not a valid selector operator");
    }
    validateKey(expression.text("key", ""), at.child("key"), errors);
    for (int i = 0; i < values.size(); i++) {
      if (values.at(i) instanceof Text text) {
        validateValue(text.value(), at.child("values").index(i), errors);
      }
    }
  }

  private static void validateKey(String key, Path at, FieldErrors errors) {
    Names.qualifiedName(key).forEach(fault -> errors.invalidText(at, key, fault));
  }

  private static void validateValue(String value, Path at, FieldErrors errors) {
    Names.labelValue(value).forEach(fault -> errors.invalidText(at, value, fault));
  }
}
