package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.value.Bool;
import dev.stopwater.machinery.value.Int;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Null;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Fields that do not change once they are set.
final class Immutable {

  static final String MESSAGE = "field is immutable";

  private Immutable() {}

  /// @param at where `now` and `old` are
  static void field(MapValue now, MapValue old, String field, Path at, FieldErrors errors) {
    field(now, old, field, at, MESSAGE, errors);
  }

  static void field(
      MapValue now, MapValue old, String field, Path at, String message, FieldErrors errors) {
    value(now.find(field), old.find(field), at.child(field), message, errors);
  }

  static void value(
      @Nullable Value now, @Nullable Value old, Path at, String message, FieldErrors errors) {
    if (!same(now, old)) {
      errors.invalid(at, shown(now, old), message);
    }
  }

  /// An absent text is shown as an empty one.
  private static String shown(@Nullable Value now, @Nullable Value old) {
    return now == null && old instanceof Text ? "\"\"" : ShownValue.of(now);
  }

  /// Whether two values mean the same to Go: empty ones are like absent ones, at any depth.
  static boolean same(@Nullable Value a, @Nullable Value b) {
    if (a instanceof MapValue one && b instanceof MapValue other) {
      return sameMaps(one, other);
    }
    if (a instanceof ListValue one && b instanceof ListValue other) {
      return sameLists(one, other);
    }
    return (isEmpty(a) && isEmpty(b)) || Objects.equals(a, b);
  }

  /// Whether a value is absent or Go's zero value.
  static boolean isEmpty(@Nullable Value value) {
    return switch (value) {
      case null -> true;
      case Null none -> true;
      case Text text -> text.value().isEmpty();
      case Int number -> number.value() == 0;
      case Bool flag -> !flag.value();
      case ListValue list -> list.isEmpty();
      case MapValue map -> map.entries().stream().allMatch(entry -> isEmpty(entry.getValue()));
      default -> false;
    };
  }

  private static boolean sameMaps(MapValue a, MapValue b) {
    Set<String> keys = new HashSet<>(a.keys());
    keys.addAll(b.keys());
    return keys.stream().allMatch(key -> same(a.find(key), b.find(key)));
  }

  private static boolean sameLists(ListValue a, ListValue b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!same(a.at(i), b.at(i))) {
        return false;
      }
    }
    return true;
  }
}
