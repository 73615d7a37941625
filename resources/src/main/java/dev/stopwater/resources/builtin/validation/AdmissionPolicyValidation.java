package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The rules of validating and mutating admission policies, but for the compilation of their
/// expressions.
final class AdmissionPolicyValidation {

  static final KindValidation VALIDATING = rules(AdmissionPolicyValidation::validating);
  static final KindValidation MUTATING = rules(AdmissionPolicyValidation::mutating);

  private static final Path SPEC = Path.of("spec");
  private static final List<String> REASONS =
      List.of("Forbidden", "Invalid", "RequestEntityTooLarge");
  private static final List<String> PATCHES = List.of("ApplyConfiguration", "JSONPatch");
  private static final List<String> REINVOCATIONS = List.of("IfNeeded", "Never");
  private static final String IDENTIFIER = "[_a-zA-Z][_a-zA-Z0-9]*";
  private static final InternalForm ANNOTATION = InternalForm.of("Key:text ValueExpression:text");
  private static final int MOST_ANNOTATIONS = 20;
  private static final int LONGEST_VALUE = 5 << 10;

  private AdmissionPolicyValidation() {}

  private static KindValidation rules(KindValidation.Create create) {
    return KindValidation.of(create).update((now, old, errors) -> create.check(now, errors));
  }

  private static void common(MapValue spec, FieldErrors errors) {
    Faults.oneOfIfPresent(spec, "failurePolicy", AdmissionRules.FAILURES, SPEC, errors);
    MapValue kind = spec.map("paramKind");
    if (kind != null) {
      paramKind(kind, SPEC.child("paramKind"), errors);
    }
    MapValue constraints = spec.map("matchConstraints");
    Path at = SPEC.child("matchConstraints");
    if (constraints == null) {
      errors.required(at);
    } else {
      AdmissionRules.match(constraints, at, errors);
      if (constraints.listOrEmpty("resourceRules").isEmpty()) {
        errors.required(at.child("resourceRules"));
      }
    }
    AdmissionRules.conditions(
        spec.listOrEmpty("matchConditions"), SPEC.child("matchConditions"), errors);
    ListValue variables = spec.listOrEmpty("variables");
    for (int i = 0; i < variables.size(); i++) {
      variable(variables.mapAt(i), SPEC.child("variables").index(i), errors);
    }
  }

  private static void paramKind(MapValue kind, Path at, FieldErrors errors) {
    if (Faults.requiredText(kind, "apiVersion", at, errors)) {
      apiVersion(kind.text("apiVersion", ""), at.child("apiVersion"), errors);
    }
    if (Faults.requiredText(kind, "kind", at, errors)) {
      String name = kind.text("kind", "");
      for (String fault : Names.dns1035Label(name.toLowerCase(Locale.ROOT))) {
        errors.invalidText(
            at.child("kind"), name, "may have mixed case, but should otherwise match: " + fault);
      }
    }
  }

  private static void apiVersion(String text, Path at, FieldErrors errors) {
    String[] parts = text.split("/", -1);
    if (parts.length > 2) {
      errors.invalidText(at, text, "unexpected GroupVersion string: " + text);
      return;
    }
    if (parts.length == 2 && !parts[0].isEmpty()) {
      Faults.invalidText(at, parts[0], Names.dnsSubdomain(parts[0]), errors);
    }
    String version = parts[parts.length - 1];
    Faults.invalidText(at, version, Names.dns1035Label(version), errors);
  }

  private static void variable(MapValue variable, Path at, FieldErrors errors) {
    String name = variable.text("name", "");
    if (name.isBlank()) {
      errors.required(at.child("name"), "name is not specified");
    } else if (!name.matches(IDENTIFIER)) {
      errors.invalidText(at.child("name"), name, "must be a valid CEL identifier");
    }
    expression(variable, "expression", at, errors);
  }

  private static void expression(MapValue owner, String field, Path at, FieldErrors errors) {
    if (owner.text(field, "").isBlank()) {
      errors.required(at.child(field), field + " is not specified");
    }
  }

  private static void validating(MapValue object, FieldErrors errors) {
    MapValue spec = object.mapOrEmpty("spec");
    common(spec, errors);
    ListValue validations = spec.listOrEmpty("validations");
    ListValue annotations = spec.listOrEmpty("auditAnnotations");
    if (validations.isEmpty() && annotations.isEmpty()) {
      String message = "validations or auditAnnotations must contain at least one item";
      errors.required(SPEC.child("validations"), message);
      errors.required(SPEC.child("auditAnnotations"), message);
      return;
    }
    for (int i = 0; i < validations.size(); i++) {
      validation(validations.mapAt(i), SPEC.child("validations").index(i), errors);
    }
    String name = object.mapOrEmpty("metadata").text("name", "");
    annotations(name, annotations, SPEC.child("auditAnnotations"), errors);
  }

  private static void validation(MapValue validation, Path at, FieldErrors errors) {
    expression(validation, "expression", at, errors);
    String expression = validation.text("messageExpression", "");
    if (!expression.isEmpty() && expression.isBlank()) {
      errors.invalidText(
          at.child("messageExpression"), expression, "must be non-empty if specified");
    }
    String message = validation.text("message", "");
    if (!message.isEmpty() && message.isBlank()) {
      errors.invalidText(at.child("message"), message, "must be non-empty if specified");
    } else if (message.strip().indexOf('\n') >= 0) {
      errors.invalidText(at.child("message"), message, "must not contain line breaks");
    }
    Faults.oneOfIfPresent(validation, "reason", REASONS, at, errors);
  }

  private static void annotations(
      String policy, ListValue annotations, Path at, FieldErrors errors) {
    if (annotations.size() > MOST_ANNOTATIONS) {
      ListValue shown = new ListValue();
      annotations.maps().forEach(item -> shown.add(ANNOTATION.form(item)));
      errors.invalid(
          at,
          ShownValue.of(shown),
          "must not have more than " + MOST_ANNOTATIONS + " auditAnnotations");
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < annotations.size(); i++) {
      annotation(policy, annotations.mapAt(i), at.index(i), errors);
      String key = annotations.mapAt(i).text("key", "");
      if (!seen.add(key)) {
        errors.duplicateText(at.index(i).child("key"), key);
      }
    }
  }

  private static void annotation(String policy, MapValue annotation, Path at, FieldErrors errors) {
    String key = policy + "/" + annotation.text("key", "");
    Faults.invalidText(at.child("key"), key, Names.qualifiedName(key), errors);
    String value = annotation.text("valueExpression", "");
    if (value.isBlank()) {
      errors.required(at.child("valueExpression"), "valueExpression is not specified");
    } else if (Sizes.bytes(value) > LONGEST_VALUE) {
      errors.required(
          at.child("valueExpression"), "must not exceed " + LONGEST_VALUE + " bytes in length");
    }
  }

  private static void mutating(MapValue object, FieldErrors errors) {
    MapValue spec = object.mapOrEmpty("spec");
    common(spec, errors);
    ListValue mutations = spec.listOrEmpty("mutations");
    if (mutations.isEmpty()) {
      errors.required(SPEC.child("mutations"), "mutations must contain at least one item");
    }
    for (int i = 0; i < mutations.size(); i++) {
      mutation(mutations.mapAt(i), SPEC.child("mutations").index(i), errors);
    }
    if (Faults.requiredText(spec, "reinvocationPolicy", SPEC, errors)) {
      Faults.oneOf(spec, "reinvocationPolicy", REINVOCATIONS, SPEC, errors);
    }
  }

  private static void mutation(MapValue mutation, Path at, FieldErrors errors) {
    switch (mutation.text("patchType", "")) {
      case "" -> errors.required(at.child("patchType"));
      case "ApplyConfiguration" ->
          patch(mutation, "ApplyConfiguration", "applyConfiguration", "jsonPatch", at, errors);
      case "JSONPatch" ->
          patch(mutation, "JSONPatch", "jsonPatch", "applyConfiguration", at, errors);
      default ->
          errors.notSupportedText(at.child("patchType"), mutation.text("patchType", ""), PATCHES);
    }
  }

  private static void patch(
      MapValue mutation, String type, String field, String other, Path at, FieldErrors errors) {
    MapValue patch = mutation.map(field);
    if (patch == null) {
      errors.required(at.child(field), "must be specified when patchType is " + type);
    } else if (patch.text("expression", "").isBlank()) {
      errors.required(at.child(field).child("expression"));
    }
    if (mutation.map(other) != null) {
      errors.invalid(
          at.child(other),
          "\"{" + other + "}\"",
          "must not be specified when patchType is " + type);
    }
  }
}
