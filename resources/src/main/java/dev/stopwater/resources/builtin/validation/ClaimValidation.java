package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.quantity.Quantity;
import dev.stopwater.machinery.select.LabelSelectors;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;

/// The rules for PersistentVolumeClaims, on their own and in templates.
final class ClaimValidation {

  static final List<String> MODES =
      List.of("ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod");
  private static final Path SPEC = Path.of("spec");
  private static final String FROZEN =
      "spec is immutable after creation except resources.requests and volumeAttributesClassName"
          + " for bound claims\n";

  static final KindValidation RULES =
      KindValidation.of(ClaimValidation::create)
          .update(ClaimValidation::update)
          .revalidatedBefore()
          .status(ClaimValidation::status);

  private ClaimValidation() {}

  private static void create(MapValue claim, FieldErrors errors) {
    spec(claim.mapOrEmpty("spec"), SPEC, errors);
  }

  /// A claim that a pod's volume or a StatefulSet makes.
  static void template(MapValue template, Path at, FieldErrors errors) {
    MapValue metadata = template.mapOrEmpty("metadata");
    Path meta = at.child("metadata");
    MetadataValidation.annotations(
        metadata.mapOrEmpty("annotations"), meta.child("annotations"), errors);
    LabelSelectors.validateLabels(metadata.mapOrEmpty("labels"), meta.child("labels"), errors);
    for (String field :
        List.of(
            "name",
            "generateName",
            "namespace",
            "uid",
            "resourceVersion",
            "ownerReferences",
            "finalizers")) {
      if (!Immutable.isEmpty(metadata.find(field))) {
        errors.forbidden(meta.child(field), "cannot be set");
      }
    }
    spec(template.mapOrEmpty("spec"), at.child("spec"), errors);
  }

  static void spec(MapValue spec, Path at, FieldErrors errors) {
    if (spec.listOrEmpty("accessModes").isEmpty()) {
      errors.required(at.child("accessModes"), "at least 1 access mode is required");
    }
    Fields.map(spec, "selector", LabelSelectors::validate, at, errors);
    accessModes(spec, at.child("accessModes"), errors);
    size(spec, at, errors);
    Fields.ifNotEmpty(spec, "storageClassName", Names::dnsSubdomain, at, errors);
    Fields.supportedIfSet(spec, "volumeMode", List.of("Block", "Filesystem"), at, errors);
    Fields.map(spec, "dataSource", ClaimValidation::source, at, errors);
    Fields.map(spec, "dataSourceRef", ClaimValidation::source, at, errors);
    sourcesAgree(spec, at, errors);
    Fields.ifNotEmpty(spec, "volumeAttributesClassName", Names::dnsSubdomain, at, errors);
  }

  static void accessModes(MapValue spec, Path at, FieldErrors errors) {
    List<String> modes = spec.listOrEmpty("accessModes").texts();
    for (String mode : modes) {
      if (!MODES.contains(mode)) {
        errors.notSupportedText(at, mode, MODES);
      }
    }
    boolean others =
        modes.stream().anyMatch(mode -> MODES.contains(mode) && !mode.equals("ReadWriteOncePod"));
    if (modes.contains("ReadWriteOncePod") && others) {
      errors.forbidden(at, "may not use ReadWriteOncePod with other access modes");
    }
  }

  private static void size(MapValue spec, Path at, FieldErrors errors) {
    MapValue requests = spec.mapOrEmpty("resources").mapOrEmpty("requests");
    Path path = at.child("resources").key("storage");
    if (requests.has("storage")) {
      Quantities.positive(Quantities.of(requests.find("storage")), path, errors);
    } else {
      errors.required(path);
    }
  }

  private static void source(MapValue source, Path at, FieldErrors errors) {
    Fields.required(source, "name", at, errors);
    Fields.required(source, "kind", at, errors);
    String group = source.text("apiGroup", "");
    String kind = source.text("kind", "");
    if (group.isEmpty() && !kind.equals("PersistentVolumeClaim")) {
      errors.invalidText(
          at, kind, "must be 'PersistentVolumeClaim' when referencing the default apiGroup");
    }
    Fields.ifNotEmpty(source, "apiGroup", Names::dnsSubdomain, at, errors);
    if (Fields.isSet(source, "namespace")) {
      Fields.ifNotEmpty(source, "namespace", Names::dnsLabel, at, errors);
    }
  }

  private static void sourcesAgree(MapValue spec, Path at, FieldErrors errors) {
    MapValue source = spec.map("dataSource");
    MapValue reference = spec.map("dataSourceRef");
    if (source != null && reference != null) {
      for (String field : List.of("apiGroup", "kind", "name")) {
        if (!source.text(field, "").equals(reference.text(field, ""))) {
          errors.invalid(at, "{}", "must match dataSourceRef");
          return;
        }
      }
    }
  }

  private static void update(MapValue now, MapValue old, FieldErrors errors) {
    MapValue spec = now.mapOrEmpty("spec");
    MapValue before = old.mapOrEmpty("spec");
    MapValue munged = spec.copy();
    if (before.text("volumeName", "").isEmpty()) {
      munged.remove("volumeName"); // binding a claim is what it is for
    }
    boolean bound = old.mapOrEmpty("status").text("phase", "").equals("Bound");
    if (bound) {
      grown(spec, before, old, munged, errors);
      PodUpdates.restore("volumeAttributesClassName", munged, before);
    }
    unchanged(munged, before, errors);
    Immutable.value(
        spec.find("volumeMode"),
        before.find("volumeMode"),
        Path.of("volumeMode"),
        Immutable.MESSAGE,
        errors);
  }

  /// The size of a bound claim may grow; it never falls below what is there.
  private static void grown(
      MapValue spec, MapValue before, MapValue old, MapValue munged, FieldErrors errors) {
    Quantity size = size(spec);
    Quantity was = size(before);
    Quantity there = Quantities.of(old.mapOrEmpty("status").mapOrEmpty("capacity").find("storage"));
    PodUpdates.restore("resources", munged, before);
    if (size.compareTo(was) < 0 && size.compareTo(there) < 0) {
      errors.forbidden(
          Path.of("spec", "resources", "requests", "storage"),
          "field can not be less than status.capacity");
    }
  }

  private static Quantity size(MapValue spec) {
    return Quantities.of(spec.mapOrEmpty("resources").mapOrEmpty("requests").find("storage"));
  }

  private static void unchanged(MapValue now, MapValue before, FieldErrors errors) {
    MapValue shownNow = GoObjects.of("PersistentVolumeClaimSpec", now);
    MapValue shownBefore = GoObjects.of("PersistentVolumeClaimSpec", before);
    if (!GoObjects.equal(shownNow, shownBefore)) {
      errors.forbidden(
          SPEC, FROZEN + UnifiedDiff.of(GoJson.indented(shownBefore), GoJson.indented(shownNow)));
    }
  }

  private static void status(MapValue now, MapValue old, FieldErrors errors) {
    MapValue capacity = now.mapOrEmpty("status").mapOrEmpty("capacity");
    for (String name : capacity.keys()) {
      Quantities.nonNegative(
          Quantities.of(capacity.find(name)), Path.of("status", "capacity").key(name), errors);
    }
  }
}
