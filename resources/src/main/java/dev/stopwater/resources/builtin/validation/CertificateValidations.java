package dev.stopwater.resources.builtin.validation;

import java.util.Map;

/// The rules of `certificates.k8s.io`, by
/// [dev.stopwater.resources.definition.Definition#tableKey()].
final class CertificateValidations {

  static final Map<String, KindValidation> TABLE =
      Map.of("certificates.k8s.io/CertificateSigningRequest", SigningRequestValidation.RULES);

  private CertificateValidations() {}
}
