package dev.stopwater.resources.builtin.validation;

import java.util.Map;

/// The rules of `networking.k8s.io` and `discovery.k8s.io`, by
/// [dev.stopwater.resources.definition.Definition#tableKey()].
final class NetworkingValidations {

  static final Map<String, KindValidation> TABLE =
      Map.of(
          "networking.k8s.io/Ingress", IngressValidation.RULES,
          "networking.k8s.io/IngressClass", IngressClassValidation.RULES,
          "networking.k8s.io/NetworkPolicy", NetworkPolicyValidation.RULES,
          "networking.k8s.io/IPAddress", ServiceRanges.ADDRESS,
          "networking.k8s.io/ServiceCIDR", ServiceRanges.RANGE,
          "discovery.k8s.io/EndpointSlice", EndpointSliceValidation.RULES);

  private NetworkingValidations() {}
}
