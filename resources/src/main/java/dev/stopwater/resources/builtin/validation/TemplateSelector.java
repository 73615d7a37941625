package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.select.LabelSelector;
import dev.stopwater.machinery.select.LabelSelectors;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The selector of a workload, which must match the labels of its template.
final class TemplateSelector {

  private TemplateSelector() {}

  /// A selector that must be there and select something.
  ///
  /// @param kind as the message about an empty selector names it
  static void required(MapValue spec, String kind, Path at, FieldErrors errors) {
    if (spec.map("selector") == null) {
      errors.required(at.child("selector"));
    } else {
      wellFormed(spec, at, errors);
      notEmpty(spec, kind, at, errors);
    }
  }

  static void wellFormed(MapValue spec, Path at, FieldErrors errors) {
    LabelSelectors.validate(spec.mapOrEmpty("selector"), at.child("selector"), errors);
  }

  static void notEmpty(MapValue spec, String kind, Path at, FieldErrors errors) {
    MapValue selector = spec.map("selector");
    if (selector != null && isEmpty(selector)) {
      errors.invalid(
          at.child("selector"), shown(selector), "empty selector is invalid for " + kind);
    }
  }

  static boolean isEmpty(MapValue selector) {
    return selector.mapOrEmpty("matchLabels").isEmpty()
        && selector.listOrEmpty("matchExpressions").isEmpty();
  }

  /// The labels of `spec.template` must be selected, unless the selector is no good.
  static void matches(MapValue spec, Path at, FieldErrors errors) {
    if (isParsable(spec.map("selector")) && !selects(spec)) {
      errors.invalid(
          at.child("template").child("metadata").child("labels"),
          ShownValue.of(spec.mapAt("template", "metadata", "labels")),
          "`selector` does not match template `labels`");
    }
  }

  private static boolean selects(MapValue spec) {
    MapValue selector = spec.map("selector");
    return selector != null
        && LabelSelector.of(selector).matches(labels(spec.mapAt("template", "metadata", "labels")));
  }

  /// Whether upstream can make a matcher of the selector: an absent one matches nothing.
  static boolean isParsable(@Nullable MapValue selector) {
    if (selector == null) {
      return true;
    }
    FieldErrors faults = new FieldErrors();
    LabelSelectors.validate(selector, Path.of("selector"), faults);
    return faults.isEmpty();
  }

  private static Map<String, String> labels(@Nullable MapValue labels) {
    Map<String, String> texts = new HashMap<>();
    if (labels != null) {
      for (var label : labels.entries()) {
        if (label.getValue() instanceof Text text) {
          texts.put(label.getKey(), text.value());
        }
      }
    }
    return texts;
  }

  /// The selector as messages show it: fields in the order of upstream's struct, labels sorted.
  static String shown(@Nullable MapValue selector) {
    return selector == null ? "null" : ShownValue.json(ordered(selector));
  }

  private static MapValue ordered(MapValue selector) {
    MapValue shown = new MapValue();
    MapValue labels = selector.mapOrEmpty("matchLabels");
    if (!labels.isEmpty()) {
      shown.put("matchLabels", sorted(labels));
    }
    ListValue expressions = new ListValue();
    for (MapValue expression : selector.listOrEmpty("matchExpressions").maps()) {
      expressions.add(ordered(expression, List.of("key", "operator", "values")));
    }
    if (!expressions.isEmpty()) {
      shown.put("matchExpressions", expressions);
    }
    return shown;
  }

  private static MapValue sorted(MapValue labels) {
    return ordered(labels, labels.keys().stream().sorted().toList());
  }

  private static MapValue ordered(MapValue map, List<String> keys) {
    MapValue ordered = new MapValue();
    for (String key : keys) {
      Value value = map.find(key);
      if (value != null) {
        ordered.put(key, value);
      }
    }
    return ordered;
  }

  /// The selector of a workload may not change.
  static void unchanged(MapValue now, MapValue old, Path at, FieldErrors errors) {
    if (!Immutable.same(now.find("selector"), old.find("selector"))) {
      errors.invalid(at.child("selector"), shown(now.map("selector")), Immutable.MESSAGE);
    }
  }
}
