package dev.stopwater.resources.builtin.validation;

import java.util.Map;

/// The rules of `resource.k8s.io`, by [dev.stopwater.resources.definition.Definition#tableKey()].
final class ResourceClaimValidations {

  static final Map<String, KindValidation> TABLE =
      Map.of(
          "resource.k8s.io/DeviceClass", DeviceValidation.CLASS,
          "resource.k8s.io/ResourceClaim", DeviceValidation.CLAIM,
          "resource.k8s.io/ResourceClaimTemplate", DeviceValidation.TEMPLATE,
          "resource.k8s.io/ResourceSlice", ResourceSliceValidation.RULES);

  private ResourceClaimValidations() {}
}
