package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The rules of the bindings of admission policies.
final class AdmissionBindingValidation {

  static final KindValidation VALIDATING = rules(AdmissionBindingValidation::validating);
  static final KindValidation MUTATING = rules(AdmissionBindingValidation::common);

  private static final Path SPEC = Path.of("spec");
  private static final Path PARAM = SPEC.child("paramRef");
  private static final List<String> NOT_FOUND = List.of("Deny", "Allow");
  private static final List<String> ACTIONS = List.of("Audit", "Deny", "Warn");

  private AdmissionBindingValidation() {}

  private static KindValidation rules(KindValidation.Create create) {
    return KindValidation.of(create).update((now, old, errors) -> create.check(now, errors));
  }

  private static void common(MapValue object, FieldErrors errors) {
    MapValue spec = object.mapOrEmpty("spec");
    if (Faults.requiredText(spec, "policyName", SPEC, errors)) {
      String name = spec.text("policyName", "");
      Faults.invalidText(SPEC.child("policyName"), name, Names.dnsSubdomain(name), errors);
    }
    MapValue param = spec.map("paramRef");
    if (param != null) {
      param(param, errors);
    }
    MapValue match = spec.map("matchResources");
    if (match != null) {
      AdmissionRules.match(match, SPEC.child("matchResources"), errors);
    }
  }

  private static void param(MapValue param, FieldErrors errors) {
    String name = param.text("name", "");
    boolean selects = param.map("selector") != null;
    String both = "name and selector are mutually exclusive";
    if (!name.isEmpty()) {
      Faults.invalidText(PARAM.child("name"), name, Names.pathSegment(name), errors);
      if (selects) {
        errors.forbidden(PARAM.child("name"), both);
      }
    }
    if (selects) {
      AdmissionRules.selector(param, "selector", PARAM, errors);
      if (!name.isEmpty()) {
        errors.forbidden(PARAM.child("selector"), both);
      }
    }
    if (name.isEmpty() && !selects) {
      errors.required(PARAM, "one of name or selector must be specified");
    }
    if (!param.has("parameterNotFoundAction")) {
      errors.required(PARAM.child("parameterNotFoundAction"));
    } else {
      Faults.oneOf(param, "parameterNotFoundAction", NOT_FOUND, PARAM, errors);
    }
  }

  private static void validating(MapValue object, FieldErrors errors) {
    common(object, errors);
    ListValue actions = object.mapOrEmpty("spec").listOrEmpty("validationActions");
    Path at = SPEC.child("validationActions");
    if (actions.isEmpty()) {
      errors.required(at, "at least one validation action is required");
    }
    Set<String> seen = new HashSet<>();
    List<String> texts = actions.texts();
    for (int i = 0; i < texts.size(); i++) {
      if (!ACTIONS.contains(texts.get(i))) {
        errors.notSupportedText(at.index(i), texts.get(i), ACTIONS);
      }
      if (!seen.add(texts.get(i))) {
        errors.duplicateText(at.index(i), texts.get(i));
      }
    }
    if (seen.contains("Deny") && seen.contains("Warn")) {
      errors.invalid(
          at,
          ShownValue.of(actions),
          "must not contain both Deny and Warn (repeating the same validation failure information"
              + " in the API response and headers serves no purpose)");
    }
  }
}
