package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.value.MapValue;

/// The rules of APIServices.
final class ApiServiceValidation {

  static final KindValidation RULES =
      KindValidation.of(ApiServiceValidation::create)
          .update((now, old, errors) -> create(now, errors));

  private static final Path SPEC = Path.of("spec");
  private static final Path NAME = Path.of("metadata", "name");
  private static final int MOST_GROUP = 20_000;
  private static final int MOST_VERSION = 1000;

  private ApiServiceValidation() {}

  private static void create(MapValue object, FieldErrors errors) {
    MapValue spec = object.mapOrEmpty("spec");
    String group = spec.text("group", "");
    String version = spec.text("version", "");
    name(object.mapOrEmpty("metadata").text("name", ""), version + "." + group, errors);
    if (group.isEmpty()) {
      if (!version.equals("v1")) {
        errors.required(
            SPEC.child("group"), "only v1 may have an empty group and it better be legacy kube");
      }
    } else {
      Faults.invalidText(SPEC.child("group"), group, Names.dnsSubdomain(group), errors);
    }
    Faults.invalidText(SPEC.child("version"), version, Names.dns1035Label(version), errors);
    priority(spec, "groupPriorityMinimum", MOST_GROUP, errors);
    priority(spec, "versionPriority", MOST_VERSION, errors);
    target(spec, errors);
  }

  private static void name(String name, String required, FieldErrors errors) {
    if (!name.isEmpty() && !name.equals(required)) {
      errors.invalidText(
          NAME, name, "must be `spec.version+\".\"+spec.group`: \"" + required + "\"");
    }
  }

  private static void priority(MapValue spec, String field, long most, FieldErrors errors) {
    long priority = spec.integer(field, 0);
    if (priority <= 0 || priority > most) {
      errors.invalid(
          SPEC.child(field), Long.toString(priority), "must be positive and less than " + most);
    }
  }

  private static void target(MapValue spec, FieldErrors errors) {
    MapValue service = spec.map("service");
    String bundle = spec.text("caBundle", "");
    boolean skips = spec.flag("insecureSkipTLSVerify");
    if (service == null) {
      if (!bundle.isEmpty()) {
        errors.invalid(
            SPEC.child("caBundle"),
            "\"" + Sizes.decoded(bundle) + " bytes\"",
            "local APIServices may not have a caBundle");
      }
      if (skips) {
        errors.invalid(
            SPEC.child("insecureSkipTLSVerify"),
            "true",
            "local APIServices may not have insecureSkipTLSVerify");
      }
      return;
    }
    Path at = SPEC.child("service");
    Faults.requiredText(service, "namespace", at, errors);
    Faults.requiredText(service, "name", at, errors);
    WebhookUrls.port(service, at, errors);
    if (skips && !bundle.isEmpty()) {
      errors.invalid(
          SPEC.child("insecureSkipTLSVerify"), "true", "may not be true if caBundle is present");
    }
  }
}
