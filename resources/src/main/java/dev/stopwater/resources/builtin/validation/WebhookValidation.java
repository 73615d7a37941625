package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The rules of validating and mutating webhook configurations.
final class WebhookValidation {

  static final KindValidation RULES =
      KindValidation.of(WebhookValidation::create)
          .update((now, old, errors) -> create(now, errors));

  private static final Path WEBHOOKS = Path.of("webhooks");
  private static final List<String> EFFECTS = List.of("None", "NoneOnDryRun");
  private static final List<String> REINVOCATIONS = List.of("IfNeeded", "Never");
  private static final List<String> VERSIONS = List.of("v1", "v1beta1");

  private WebhookValidation() {}

  private static void create(MapValue object, FieldErrors errors) {
    ListValue webhooks = object.listOrEmpty("webhooks");
    Set<String> names = new HashSet<>();
    for (int i = 0; i < webhooks.size(); i++) {
      MapValue webhook = webhooks.mapAt(i);
      Path at = WEBHOOKS.index(i);
      webhook(webhook, at, errors);
      versions(
          webhook.listOrEmpty("admissionReviewVersions"),
          at.child("admissionReviewVersions"),
          errors);
      String name = webhook.text("name", "");
      if (!name.isEmpty() && !names.add(name)) {
        errors.duplicateText(at.child("name"), name);
      }
    }
  }

  private static void webhook(MapValue webhook, Path at, FieldErrors errors) {
    if (Faults.requiredText(webhook, "name", at, errors)) {
      String name = webhook.text("name", "");
      Faults.invalidText(at.child("name"), name, Names.fullyQualifiedName(name), errors);
    }
    ListValue rules = webhook.listOrEmpty("rules");
    for (int i = 0; i < rules.size(); i++) {
      AdmissionRules.rule(rules.mapAt(i), at.child("rules").index(i), errors);
    }
    Faults.oneOfIfPresent(webhook, "failurePolicy", AdmissionRules.FAILURES, at, errors);
    Faults.oneOfIfPresent(webhook, "matchPolicy", AdmissionRules.MATCHES, at, errors);
    if (!webhook.text("sideEffects", "").isEmpty()) {
      Faults.oneOf(webhook, "sideEffects", EFFECTS, at, errors);
    } else {
      errors.required(at.child("sideEffects"), "must specify one of None, NoneOnDryRun");
    }
    timeout(webhook, at, errors);
    AdmissionRules.selector(webhook, "namespaceSelector", at, errors);
    AdmissionRules.selector(webhook, "objectSelector", at, errors);
    Faults.oneOfIfPresent(webhook, "reinvocationPolicy", REINVOCATIONS, at, errors);
    WebhookUrls.client(webhook.mapOrEmpty("clientConfig"), at.child("clientConfig"), errors);
    AdmissionRules.conditions(
        webhook.listOrEmpty("matchConditions"), at.child("matchConditions"), errors);
  }

  private static void timeout(MapValue webhook, Path at, FieldErrors errors) {
    Long seconds = webhook.integer("timeoutSeconds");
    if (seconds != null && (seconds < 1 || seconds > 30)) {
      errors.invalid(
          at.child("timeoutSeconds"),
          seconds.toString(),
          "the timeout value must be between 1 and 30 seconds");
    }
  }

  private static void versions(ListValue versions, Path at, FieldErrors errors) {
    if (versions.isEmpty()) {
      errors.required(at, "must specify one of v1, v1beta1");
      return;
    }
    List<String> texts = versions.texts();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < texts.size(); i++) {
      String version = texts.get(i);
      if (!seen.add(version)) {
        errors.invalidText(at.index(i), version, "duplicate version");
        continue;
      }
      Faults.invalidText(at.index(i), version, Names.dns1035Label(version), errors);
    }
    if (texts.stream().noneMatch(VERSIONS::contains)) {
      errors.invalid(at, ShownValue.of(versions), "must include at least one of v1, v1beta1");
    }
  }
}
