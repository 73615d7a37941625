package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.GoQuote;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.select.LabelSelectors;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.resources.definition.Definition;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The rules for `metadata`, which all kinds share.
final class MetadataValidation {

  private static final Path AT = Path.of("metadata");
  private static final int MAX_ANNOTATION_BYTES = 256 << 10;
  private static final Set<String> STANDARD_FINALIZERS =
      Set.of("kubernetes", "orphan", "foregroundDeletion");
  private static final List<String> IMMUTABLE =
      List.of(
          "name",
          "namespace",
          "uid",
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds");

  private MetadataValidation() {}

  /// What holds for the metadata of each object, new or changed.
  static void create(
      Definition definition, MapValue object, NameRules.Rule names, FieldErrors errors) {
    create(definition.namespaced(), object, names, errors);
  }

  static void create(
      boolean namespaced, MapValue object, NameRules.Rule names, FieldErrors errors) {
    MapValue metadata = object.mapOrEmpty("metadata");
    name(metadata, names, errors);
    namespace(namespaced, metadata.text("namespace", ""), errors);
    Numbers.nonNegative(metadata, "generation", AT, errors);
    LabelSelectors.validateLabels(metadata.mapOrEmpty("labels"), AT.child("labels"), errors);
    annotations(metadata.mapOrEmpty("annotations"), AT.child("annotations"), errors);
    OwnerReferences.validate(metadata.listOrEmpty("ownerReferences"), AT, errors);
    finalizers(metadata, errors);
  }

  /// What no change of metadata may do.
  static void update(MapValue now, MapValue old, FieldErrors errors) {
    MapValue metadata = now.mapOrEmpty("metadata");
    MapValue before = old.mapOrEmpty("metadata");
    if (before.text("deletionTimestamp") != null) {
      noNewFinalizers(metadata, before, errors);
    }
    if (metadata.integer("generation", 0) < before.integer("generation", 0)) {
      errors.invalid(
          AT.child("generation"),
          ShownValue.of(metadata.find("generation")),
          "must not be decremented");
    }
    IMMUTABLE.forEach(field -> Immutable.field(metadata, before, field, AT, errors));
    LabelSelectors.validateLabels(metadata.mapOrEmpty("labels"), AT.child("labels"), errors);
    annotations(metadata.mapOrEmpty("annotations"), AT.child("annotations"), errors);
    OwnerReferences.validate(metadata.listOrEmpty("ownerReferences"), AT, errors);
  }

  /// What built-in kinds hold against the names of finalizers: they are ours or have a domain.
  static void standardFinalizers(MapValue object, FieldErrors errors) {
    List<String> names = object.mapOrEmpty("metadata").listOrEmpty("finalizers").texts();
    for (int i = 0; i < names.size(); i++) {
      standardFinalizer(names.get(i), STANDARD_FINALIZERS, AT.child("finalizers").index(i), errors);
    }
  }

  static void standardFinalizer(String name, Set<String> standard, Path at, FieldErrors errors) {
    if (name.indexOf('/') < 0 && !standard.contains(name)) {
      errors.invalidText(
          at, name, "name is neither a standard finalizer name nor is it fully qualified");
    }
  }

  static void annotations(MapValue annotations, Path at, FieldErrors errors) {
    long bytes = 0;
    for (var entry : annotations.entries()) {
      String key = entry.getKey();
      Names.qualifiedName(key.toLowerCase(Locale.ROOT))
          .forEach(fault -> errors.invalidText(at, key, fault));
      bytes += Sizes.bytes(key);
      bytes += entry.getValue() instanceof Text text ? Sizes.bytes(text.value()) : 0;
    }
    if (bytes > MAX_ANNOTATION_BYTES) {
      errors.tooLong(at, MAX_ANNOTATION_BYTES);
    }
  }

  private static void name(MapValue metadata, NameRules.Rule rule, FieldErrors errors) {
    String prefix = metadata.text("generateName", "");
    if (!prefix.isEmpty()) {
      rule.faults(prefix, true)
          .forEach(fault -> errors.invalidText(AT.child("generateName"), prefix, fault));
    }
    String name = metadata.text("name", "");
    if (name.isEmpty()) {
      errors.required(AT.child("name"), "name or generateName is required");
    } else {
      rule.faults(name, false).forEach(fault -> errors.invalidText(AT.child("name"), name, fault));
    }
  }

  private static void namespace(boolean namespaced, String namespace, FieldErrors errors) {
    Path at = AT.child("namespace");
    if (!namespaced) {
      if (!namespace.isEmpty()) {
        errors.forbidden(at, "not allowed on this type");
      }
    } else if (namespace.isEmpty()) {
      errors.required(at);
    } else {
      Names.dnsLabel(namespace).forEach(fault -> errors.invalidText(at, namespace, fault));
    }
  }

  private static void finalizers(MapValue metadata, FieldErrors errors) {
    Path at = AT.child("finalizers");
    List<String> names = metadata.listOrEmpty("finalizers").texts();
    for (String name : names) {
      Names.qualifiedName(name).forEach(fault -> errors.invalidText(at, name, fault));
    }
    if (names.contains("orphan") && names.contains("foregroundDeletion")) {
      errors.invalid(
          at,
          ShownValue.of(metadata.find("finalizers")),
          "finalizer orphan and foregroundDeletion cannot be both set");
    }
  }

  private static void noNewFinalizers(MapValue metadata, MapValue before, FieldErrors errors) {
    Set<String> added = new TreeSet<>(metadata.listOrEmpty("finalizers").texts());
    before.listOrEmpty("finalizers").texts().forEach(added::remove);
    if (!added.isEmpty()) {
      String shown = added.stream().map(GoQuote::quote).collect(Collectors.joining(", ", "{", "}"));
      errors.forbidden(
          AT.child("finalizers"),
          "no new finalizers can be added if the object is being deleted, found new finalizers"
              + " []string"
              + shown);
    }
  }
}
