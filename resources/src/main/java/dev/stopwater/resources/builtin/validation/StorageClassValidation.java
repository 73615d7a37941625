package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The rules of StorageClasses and of VolumeAttributesClasses, which are alike in part.
final class StorageClassValidation {

  static final KindValidation STORAGE =
      KindValidation.of(StorageClassValidation::storage)
          .update(StorageClassValidation::updateStorage)
          .revalidatedAfter();
  static final KindValidation ATTRIBUTES =
      KindValidation.of(StorageClassValidation::attributes)
          .update(StorageClassValidation::updateAttributes)
          .revalidatedAfter();

  private static final List<String> RECLAIMS = List.of("Delete", "Retain");
  private static final List<String> BINDINGS = List.of("Immediate", "WaitForFirstConsumer");
  private static final int MOST_PARAMETERS = 512;
  private static final int LARGEST_PARAMETERS = 256 << 10;
  private static final List<String> IMMUTABLE =
      List.of("parameters", "provisioner", "reclaimPolicy", "volumeBindingMode");

  private StorageClassValidation() {}

  private static void storage(MapValue object, FieldErrors errors) {
    provisioner(object, "provisioner", errors);
    parameters(object, false, errors);
    policy(object, "reclaimPolicy", RECLAIMS, errors);
    if (!object.has("volumeBindingMode")) {
      errors.required(Path.of("volumeBindingMode"));
    } else {
      policy(object, "volumeBindingMode", BINDINGS, errors);
    }
    topologies(object.listOrEmpty("allowedTopologies"), errors);
  }

  private static void policy(
      MapValue object, String field, List<String> known, FieldErrors errors) {
    String value = object.text(field, "");
    if (!value.isEmpty() && !known.contains(value)) {
      errors.notSupportedText(Path.of(field), value, known);
    }
  }

  private static void provisioner(MapValue object, String field, FieldErrors errors) {
    String name = object.text(field, "");
    if (name.isEmpty()) {
      errors.required(Path.of(field));
    } else {
      String lower = name.toLowerCase(Locale.ROOT);
      Faults.invalidText(Path.of(field), lower, Names.qualifiedName(lower), errors);
    }
  }

  private static void parameters(MapValue object, boolean needed, FieldErrors errors) {
    Path at = Path.of("parameters");
    MapValue parameters = object.mapOrEmpty("parameters");
    if (parameters.size() > MOST_PARAMETERS) {
      errors.tooLong(at, MOST_PARAMETERS);
      return;
    }
    int size = 0;
    for (var entry : parameters.entries()) {
      if (entry.getKey().isEmpty()) {
        errors.invalidText(at, "", "field can not be empty.");
      }
      size += Sizes.bytes(entry.getKey());
      size += entry.getValue() instanceof Text(String text) ? Sizes.bytes(text) : 0;
    }
    if (size > LARGEST_PARAMETERS) {
      errors.tooLong(at, LARGEST_PARAMETERS);
    }
    if (needed && parameters.isEmpty()) {
      errors.required(at, "must contain at least one key/value pair");
    }
  }

  private static void topologies(ListValue terms, FieldErrors errors) {
    Path at = Path.of("allowedTopologies");
    Set<MapValue> seen = new HashSet<>();
    for (int i = 0; i < terms.size(); i++) {
      ListValue expressions = terms.mapAt(i).listOrEmpty("matchLabelExpressions");
      MapValue merged = new MapValue();
      for (int j = 0; j < expressions.size(); j++) {
        Path path = at.index(i).child("matchLabelExpressions").index(j);
        topology(expressions.mapAt(j), merged, path, errors);
      }
      if (!seen.add(merged)) {
        errors.duplicate(at.index(i).child("matchLabelExpressions"), "\"\"");
      }
    }
  }

  private static void topology(MapValue expression, MapValue merged, Path at, FieldErrors errors) {
    String key = expression.text("key", "");
    ListValue values = expression.listOrEmpty("values");
    if (values.isEmpty()) {
      errors.required(at.child("values"));
    }
    List<String> texts = values.texts();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < texts.size(); i++) {
      if (!seen.add(texts.get(i))) {
        errors.duplicateText(at.child("values").index(i), texts.get(i));
      }
    }
    Faults.invalidText(at.child("key"), key, Names.qualifiedName(key), errors);
    if (merged.has(key)) {
      errors.duplicateText(at.child("key"), key);
    }
    merged.put(key, values);
  }

  private static void updateStorage(MapValue now, MapValue old, FieldErrors errors) {
    for (String field : IMMUTABLE) {
      Immutable.value(now.find(field), old.find(field), Path.of(field), Immutable.MESSAGE, errors);
    }
  }

  private static void attributes(MapValue object, FieldErrors errors) {
    provisioner(object, "driverName", errors);
    parameters(object, true, errors);
  }

  private static void updateAttributes(MapValue now, MapValue old, FieldErrors errors) {
    for (String field : List.of("driverName", "parameters")) {
      if (!Immutable.same(now.find(field), old.find(field))) {
        errors.forbidden(Path.of(field), "updates to " + field + " are forbidden.");
      }
    }
  }
}
