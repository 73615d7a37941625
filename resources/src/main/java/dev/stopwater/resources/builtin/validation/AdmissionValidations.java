package dev.stopwater.resources.builtin.validation;

import java.util.Map;

/// The rules of `admissionregistration.k8s.io`, by
/// [dev.stopwater.resources.definition.Definition#tableKey()].
final class AdmissionValidations {

  private static final String GROUP = "admissionregistration.k8s.io/";

  static final Map<String, KindValidation> TABLE =
      Map.of(
          GROUP + "ValidatingWebhookConfiguration", WebhookValidation.RULES,
          GROUP + "MutatingWebhookConfiguration", WebhookValidation.RULES,
          GROUP + "ValidatingAdmissionPolicy", AdmissionPolicyValidation.VALIDATING,
          GROUP + "MutatingAdmissionPolicy", AdmissionPolicyValidation.MUTATING,
          GROUP + "ValidatingAdmissionPolicyBinding", AdmissionBindingValidation.VALIDATING,
          GROUP + "MutatingAdmissionPolicyBinding", AdmissionBindingValidation.MUTATING);

  private AdmissionValidations() {}
}
