package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The rules of CustomResourceDefinitions but for their schemas: names, scope, versions, conversion
/// and which versions are stored.
final class CustomResourceDefinitionValidation {

  static final KindValidation RULES =
      KindValidation.of(CustomResourceDefinitionValidation::create)
          .update(CustomResourceDefinitionValidation::update);

  private static final Path SPEC = Path.of("spec");
  private static final Path NAMES = SPEC.child("names");
  private static final Path VERSIONS = SPEC.child("versions");
  private static final Path CONVERSION = SPEC.child("conversion");
  private static final Path STORED = Path.of("status", "storedVersions");
  private static final List<String> SCOPES = List.of("Cluster", "Namespaced");
  private static final List<String> STRATEGIES = List.of("None", "Webhook");
  private static final List<String> REVIEWS = List.of("v1", "v1beta1");
  private static final InternalForm VERSIONS_FORM =
      InternalForm.of(
          """
          Versions:[Name:text Served:flag Storage:flag Deprecated:flag DeprecationWarning:any
            Schema:any Subresources:any AdditionalPrinterColumns:any SelectableFields:any]
          """);

  /// What upstream keeps for all versions together where they agree.
  private static final List<String> PER_VERSION =
      List.of("schema", "subresources", "additionalPrinterColumns", "selectableFields");

  private CustomResourceDefinitionValidation() {}

  private static void create(MapValue object, FieldErrors errors) {
    MapValue spec = object.mapOrEmpty("spec");
    String name = object.mapOrEmpty("metadata").text("name", "");
    String plural = spec.mapOrEmpty("names").text("plural", "");
    if (!name.isEmpty() && !name.equals(plural + "." + spec.text("group", ""))) {
      errors.invalidText(
          Path.of("metadata", "name"), name, "must be spec.names.plural+\".\"+spec.group");
    }
    rules(object, errors);
  }

  private static void rules(MapValue object, FieldErrors errors) {
    MapValue spec = object.mapOrEmpty("spec");
    group(spec.text("group", ""), errors);
    if (Faults.requiredText(spec, "scope", SPEC, errors)) {
      Faults.oneOf(spec, "scope", SCOPES, SPEC, errors);
    }
    versions(spec, errors);
    names(spec.mapOrEmpty("names"), errors);
    preservation(spec, errors);
    conversion(spec.mapOrEmpty("conversion"), errors);
    stored(object, errors);
  }

  private static void group(String group, FieldErrors errors) {
    Path at = SPEC.child("group");
    if (group.isEmpty()) {
      errors.required(at);
      return;
    }
    List<String> faults = Names.dnsSubdomain(group);
    if (!faults.isEmpty()) {
      errors.invalidText(at, group, String.join(",", faults));
    } else if (group.indexOf('.') < 0) {
      errors.invalidText(at, group, "should be a domain with at least one dot");
    }
  }

  private static void versions(MapValue spec, FieldErrors errors) {
    ListValue versions = spec.listOrEmpty("versions");
    Set<String> seen = new HashSet<>();
    int storage = 0;
    boolean unique = true;
    for (int i = 0; i < versions.size(); i++) {
      MapValue version = versions.mapAt(i);
      String name = version.text("name", "");
      storage += version.flag("storage") ? 1 : 0;
      unique &= seen.add(name);
      Faults.invalidText(VERSIONS.index(i).child("name"), name, Names.dns1035Label(name), errors);
      if (version.mapOrEmpty("schema").map("openAPIV3Schema") == null) {
        errors.required(VERSIONS.index(i).child("schema").child("openAPIV3Schema"));
      }
    }
    if (!unique) {
      errors.invalid(VERSIONS, shown(spec), "must contain unique version names");
    }
    if (storage != 1) {
      errors.invalid(
          VERSIONS, shown(spec), "must have exactly one version marked as storage version");
    }
    if (!versions.isEmpty()) {
      String first = versions.mapAt(0).text("name", "");
      Faults.invalidText(SPEC.child("version"), first, Names.dns1035Label(first), errors);
    }
  }

  private static String shown(MapValue spec) {
    MapValue hoisted = spec.copy();
    ListValue versions = hoisted.listOrEmpty("versions");
    if (versions.size() == 1) {
      PER_VERSION.forEach(versions.mapAt(0)::remove);
    }
    Value shown = VERSIONS_FORM.form(hoisted).find("Versions");
    return shown == null ? "null" : ShownValue.json(shown);
  }

  private static void names(MapValue names, FieldErrors errors) {
    label(names, "plural", errors);
    label(names, "singular", errors);
    kind(names, "kind", errors);
    List<String> shortNames = names.listOrEmpty("shortNames").texts();
    labels(shortNames, "shortNames", errors);
    kind(names, "listKind", errors);
    String kind = names.text("kind", "");
    if (!kind.isEmpty() && kind.equals(names.text("listKind", ""))) {
      errors.invalidText(NAMES.child("listKind"), kind, "kind and listKind may not be the same");
    }
    labels(names.listOrEmpty("categories").texts(), "categories", errors);
  }

  private static void label(MapValue names, String field, FieldErrors errors) {
    if (Faults.requiredText(names, field, NAMES, errors)) {
      String name = names.text(field, "");
      Faults.invalidText(NAMES.child(field), name, Names.dns1035Label(name), errors);
    }
  }

  private static void labels(List<String> names, String field, FieldErrors errors) {
    for (int i = 0; i < names.size(); i++) {
      Path at = NAMES.child(field).index(i);
      Faults.invalidText(at, names.get(i), Names.dns1035Label(names.get(i)), errors);
    }
  }

  private static void kind(MapValue names, String field, FieldErrors errors) {
    if (Faults.requiredText(names, field, NAMES, errors)) {
      String name = names.text(field, "");
      for (String fault : Names.dns1035Label(name.toLowerCase(Locale.ROOT))) {
        errors.invalidText(
            NAMES.child(field), name, "may have mixed case, but should otherwise match: " + fault);
      }
    }
  }

  private static void preservation(MapValue spec, FieldErrors errors) {
    if (spec.flag("preserveUnknownFields")) {
      errors.invalid(
          SPEC.child("preserveUnknownFields"),
          "true",
          "cannot set to true, set x-kubernetes-preserve-unknown-fields to true in"
              + " spec.versions[*].schema instead");
    }
  }

  private static void conversion(MapValue conversion, FieldErrors errors) {
    if (conversion.isEmpty() || !Faults.requiredText(conversion, "strategy", CONVERSION, errors)) {
      return;
    }
    Faults.oneOf(conversion, "strategy", STRATEGIES, CONVERSION, errors);
    MapValue webhook = conversion.mapOrEmpty("webhook");
    MapValue client = webhook.map("clientConfig");
    ListValue reviews = webhook.listOrEmpty("conversionReviewVersions");
    Path clientAt = CONVERSION.child("webhookClientConfig");
    Path reviewsAt = CONVERSION.child("conversionReviewVersions");
    if (conversion.text("strategy", "").equals("Webhook")) {
      if (client == null) {
        errors.required(clientAt, "required when strategy is set to Webhook");
      } else {
        WebhookUrls.client(client, clientAt, errors);
      }
      reviews(reviews, reviewsAt, errors);
    } else {
      String message = "should not be set when strategy is not set to Webhook";
      if (client != null) {
        errors.forbidden(clientAt, message);
      }
      if (!reviews.isEmpty()) {
        errors.forbidden(reviewsAt, message);
      }
    }
  }

  private static void reviews(ListValue reviews, Path at, FieldErrors errors) {
    if (reviews.isEmpty()) {
      errors.required(at);
      return;
    }
    List<String> texts = reviews.texts();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < texts.size(); i++) {
      if (!seen.add(texts.get(i))) {
        errors.invalidText(at.index(i), texts.get(i), "duplicate version");
      } else {
        Faults.invalidText(at.index(i), texts.get(i), Names.dns1035Label(texts.get(i)), errors);
      }
    }
    if (texts.stream().noneMatch(REVIEWS::contains)) {
      errors.invalid(at, ShownValue.of(reviews), "must include at least one of v1, v1beta1");
    }
  }

  private static void stored(MapValue object, FieldErrors errors) {
    ListValue stored = object.mapOrEmpty("status").listOrEmpty("storedVersions");
    if (stored.isEmpty()) {
      errors.invalid(STORED, "null", "must have at least one stored version");
      return;
    }
    ListValue versions = object.mapOrEmpty("spec").listOrEmpty("versions");
    Set<String> names = new HashSet<>();
    String storage = "";
    for (MapValue version : versions.maps()) {
      String name = version.text("name", "");
      names.add(name);
      storage = version.flag("storage") ? name : storage;
    }
    for (int i = 0; i < stored.size(); i++) {
      if (stored.at(i) instanceof Text(String name) && !names.contains(name)) {
        errors.invalidText(
            STORED.index(i),
            name,
            "missing from spec.versions; "
                + name
                + " was previously a storage version, and must remain in spec.versions until a"
                + " storage migration ensures no data remains persisted in "
                + name
                + " and removes "
                + name
                + " from status.storedVersions");
      }
    }
    if (!storage.isEmpty() && !stored.texts().contains(storage)) {
      errors.invalid(STORED, ShownValue.of(stored), "must have the storage version " + storage);
    }
  }

  private static void update(MapValue now, MapValue old, FieldErrors errors) {
    rules(now, errors);
    MapValue spec = now.mapOrEmpty("spec");
    MapValue before = old.mapOrEmpty("spec");
    Immutable.field(spec, before, "group", SPEC, errors);
    Immutable.field(spec.mapOrEmpty("names"), before.mapOrEmpty("names"), "plural", NAMES, errors);
    if (isEstablished(old)) {
      Immutable.field(spec, before, "scope", SPEC, errors);
      Immutable.field(spec.mapOrEmpty("names"), before.mapOrEmpty("names"), "kind", NAMES, errors);
    }
  }

  private static boolean isEstablished(MapValue object) {
    return object.mapOrEmpty("status").listOrEmpty("conditions").maps().stream()
        .anyMatch(condition ->
            condition.text("type", "").equals("Established")
                && condition.text("status", "").equals("True"));
  }
}
