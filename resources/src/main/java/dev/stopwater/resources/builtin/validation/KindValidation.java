package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.value.MapValue;
import java.util.HashMap;
import java.util.Map;

/// The rules of one kind, beyond those that [Validation] knows for all.
///
/// @param create what holds for a new object, and for a changed one where `revalidation` says so;
///   its metadata has been looked at already
/// @param update what a change may not do
/// @param subresources the rules for changes through a subresource; a change through one that is
///   not here has only its metadata looked at
/// @param revalidation when `create` runs for an update
/// @param checksMetadata whether the kind looks at metadata itself, on top of what is done for
///   every kind; faults then come twice, as upstream's do
record KindValidation(
    Create create,
    Update update,
    Map<String, Update> subresources,
    Revalidation revalidation,
    boolean checksMetadata) {

  /// A rule for an object as a whole.
  @FunctionalInterface
  interface Create {
    void check(MapValue object, FieldErrors errors);
  }

  /// A rule for a change of `old` to `now`.
  @FunctionalInterface
  interface Update {
    void check(MapValue now, MapValue old, FieldErrors errors);
  }

  /// Whether an update is held against the rules for new objects (metadata included) too.
  enum Revalidation {
    NEVER,
    BEFORE_UPDATE,
    AFTER_UPDATE
  }

  /// A kind without rules of its own.
  static final KindValidation PLAIN = of((object, errors) -> {});

  KindValidation {
    subresources = Map.copyOf(subresources);
  }

  static KindValidation of(Create create) {
    return new KindValidation(create, (now, old, errors) -> {}, Map.of(), Revalidation.NEVER, true);
  }

  KindValidation update(Update rule) {
    return new KindValidation(create, rule, subresources, revalidation, checksMetadata);
  }

  KindValidation status(Update rule) {
    return subresource("status", rule);
  }

  KindValidation subresource(String name, Update rule) {
    Map<String, Update> rules = new HashMap<>(subresources);
    rules.put(name, rule);
    return new KindValidation(create, update, rules, revalidation, checksMetadata);
  }

  /// An update is checked as a new object before it is compared with the old one.
  KindValidation revalidatedBefore() {
    return new KindValidation(
        create, update, subresources, Revalidation.BEFORE_UPDATE, checksMetadata);
  }

  /// An update is checked as a new object after it was compared with the old one.
  KindValidation revalidatedAfter() {
    return new KindValidation(
        create, update, subresources, Revalidation.AFTER_UPDATE, checksMetadata);
  }

  /// A kind that leaves metadata to what is done for every kind.
  KindValidation withoutMetadata() {
    return new KindValidation(create, update, subresources, revalidation, false);
  }
}
