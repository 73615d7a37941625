package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Null;
import dev.stopwater.machinery.value.Value;
import java.util.List;
import java.util.function.Function;

/// Rules for one field of an object. The path is always that of the field's owner.
final class Fields {

  /// A rule for one map within an object.
  @FunctionalInterface
  interface Rule {
    void check(MapValue map, Path at, FieldErrors errors);
  }

  private Fields() {}

  /// Whether the field holds anything but null.
  static boolean isSet(MapValue owner, String field) {
    Value value = owner.find(field);
    return value != null && value != Null.NULL;
  }

  /// A fault unless the field holds a text or a list that is not empty; answers whether it does.
  static boolean required(MapValue owner, String field, Path at, FieldErrors errors) {
    return required(owner, field, at, "", errors);
  }

  static boolean required(
      MapValue owner, String field, Path at, String detail, FieldErrors errors) {
    Value value = owner.find(field);
    boolean empty = Immutable.isEmpty(value) && !(value instanceof MapValue);
    if (empty) {
      errors.required(at.child(field), detail);
    }
    return !empty;
  }

  /// A fault unless the text is one of those supported; an empty one is one, if not listed.
  static void supported(
      MapValue owner, String field, List<String> supported, Path at, FieldErrors errors) {
    String value = owner.text(field, "");
    if (!supported.contains(value)) {
      errors.notSupportedText(at.child(field), value, supported);
    }
  }

  /// As [#supported], but an absent field is fine.
  static void supportedIfSet(
      MapValue owner, String field, List<String> supported, Path at, FieldErrors errors) {
    if (isSet(owner, field)) {
      supported(owner, field, supported, at, errors);
    }
  }

  /// As [#supported], but an empty text is a missing one.
  static void requiredSupported(
      MapValue owner, String field, List<String> supported, Path at, FieldErrors errors) {
    if (required(owner, field, at, errors)) {
      supported(owner, field, supported, at, errors);
    }
  }

  /// The faults of a text that is not empty.
  static void ifNotEmpty(
      MapValue owner,
      String field,
      Function<String, List<String>> rule,
      Path at,
      FieldErrors errors) {
    String value = owner.text(field, "");
    if (!value.isEmpty()) {
      faults(value, rule, at.child(field), errors);
    }
  }

  /// The faults of a text; an absent one counts as empty.
  static void text(
      MapValue owner,
      String field,
      Function<String, List<String>> rule,
      Path at,
      FieldErrors errors) {
    faults(owner.text(field, ""), rule, at.child(field), errors);
  }

  /// @param at where the text itself is
  static void faults(
      String value, Function<String, List<String>> rule, Path at, FieldErrors errors) {
    rule.apply(value).forEach(fault -> errors.invalidText(at, value, fault));
  }

  /// Applies `rule` to the map under `field`, if there is one.
  static void map(MapValue owner, String field, Rule rule, Path at, FieldErrors errors) {
    MapValue map = owner.map(field);
    if (map != null) {
      rule.check(map, at.child(field), errors);
    }
  }

  /// Applies `rule` to each map in the list under `field`.
  static void each(MapValue owner, String field, Rule rule, Path at, FieldErrors errors) {
    ListValue list = owner.listOrEmpty(field);
    for (int i = 0; i < list.size(); i++) {
      rule.check(list.mapAt(i), at.child(field).index(i), errors);
    }
  }
}
