package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.builtin.preparation.Facts;
import dev.stopwater.resources.builtin.validation.KindValidation.Revalidation;
import dev.stopwater.resources.builtin.validation.KindValidation.Update;
import dev.stopwater.resources.definition.Definition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Whether an object may be stored: the faults of an object, in upstream's order and words.
///
/// Pure functions of their arguments. Objects have their defaults and have been prepared: a name
/// that was to be generated is there.
public final class Validation {

  private static final Map<String, KindValidation> TABLE =
      table(
          List.of(
              CoreValidations.TABLE,
              WorkloadValidations.TABLE,
              BatchValidations.TABLE,
              NetworkingValidations.TABLE,
              PolicyValidations.TABLE,
              RbacValidations.TABLE,
              StorageValidations.TABLE,
              AdmissionValidations.TABLE,
              FlowControlValidations.TABLE,
              CertificateValidations.TABLE,
              ApiExtensionValidations.TABLE,
              ResourceClaimValidations.TABLE,
              MiscValidations.TABLE));

  private Validation() {}

  public static void create(Definition definition, MapValue object, FieldErrors errors) {
    KindValidation kind = kind(definition);
    checkAsNew(definition, kind, object, errors);
    if (errors.isEmpty()) {
      MetadataValidation.create(definition, object, NameRules.PATH_SEGMENT, errors);
    }
  }

  /// @param subresource through which the change comes; empty for the resource itself
  public static void update(
      Definition definition, MapValue now, MapValue old, String subresource, FieldErrors errors) {
    MetadataValidation.create(definition, now, NameRules.PATH_SEGMENT, errors);
    MetadataValidation.update(now, old, errors);
    KindValidation kind = kind(definition);
    if (!subresource.isEmpty()) {
      Update rule = kind.subresources().getOrDefault(subresource, (a, b, c) -> {});
      compare(kind, rule, now, old, errors);
      return;
    }
    if (kind.revalidation() == Revalidation.BEFORE_UPDATE) {
      checkAsNew(definition, kind, now, errors);
    }
    compare(kind, kind.update(), now, old, errors);
    if (kind.revalidation() == Revalidation.AFTER_UPDATE) {
      checkAsNew(definition, kind, now, errors);
    }
  }

  private static KindValidation kind(Definition definition) {
    return TABLE.getOrDefault(definition.tableKey(), KindValidation.PLAIN);
  }

  private static void checkAsNew(
      Definition definition, KindValidation kind, MapValue object, FieldErrors errors) {
    if (kind.checksMetadata()) {
      NameRules.Rule names = NameRules.of(Facts.of(definition).names());
      MetadataValidation.create(definition, object, names, errors);
      MetadataValidation.standardFinalizers(object, errors);
    }
    kind.create().check(object, errors);
  }

  private static void compare(
      KindValidation kind, Update rule, MapValue now, MapValue old, FieldErrors errors) {
    if (kind.checksMetadata()) {
      MetadataValidation.update(now, old, errors);
      MetadataValidation.standardFinalizers(now, errors);
    }
    rule.check(now, old, errors);
  }

  private static Map<String, KindValidation> table(List<Map<String, KindValidation>> tables) {
    Map<String, KindValidation> all = new HashMap<>();
    tables.forEach(all::putAll);
    return Map.copyOf(all);
  }
}
