package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Addresses;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.select.LabelSelectors;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;

/// The rules for Services. Whether addresses and ports are free is not told here.
final class ServiceValidation {

  static final Path SPEC = Path.of("spec");
  private static final List<String> TYPES =
      List.of("ClusterIP", "ExternalName", "LoadBalancer", "NodePort");
  private static final List<String> DISTRIBUTIONS =
      List.of("PreferClose", "PreferSameZone", "PreferSameNode");
  private static final String MODE = "service.kubernetes.io/topology-mode";
  private static final String HINTS = "service.kubernetes.io/topology-aware-hints";
  private static final int DAY_SECONDS = 86_400;

  static final KindValidation RULES =
      KindValidation.of(ServiceValidation::create)
          .update(ServiceUpdates::update)
          .status(ServiceUpdates::status)
          .revalidatedAfter();

  private ServiceValidation() {}

  private static void create(MapValue service, FieldErrors errors) {
    topology(service, errors);
    MapValue spec = service.mapOrEmpty("spec");
    byType(spec, errors);
    ServicePorts.check(spec, errors);
    LabelSelectors.validateLabels(spec.mapOrEmpty("selector"), SPEC.child("selector"), errors);
    affinity(spec, errors);
    externalAddresses(spec, errors);
    Fields.requiredSupported(spec, "type", TYPES, SPEC, errors);
    ServicePorts.nodePorts(spec, errors);
    LoadBalancers.check(service, errors);
    externalTraffic(spec, errors);
    Fields.supportedIfSet(spec, "internalTrafficPolicy", ServicePorts.TRAFFIC, SPEC, errors);
    ServiceAddresses.check(service, errors);
    Fields.supportedIfSet(spec, "trafficDistribution", DISTRIBUTIONS, SPEC, errors);
  }

  private static void topology(MapValue service, FieldErrors errors) {
    MapValue annotations = service.mapOrEmpty("metadata").mapOrEmpty("annotations");
    String mode = annotations.text(MODE);
    String hints = annotations.text(HINTS);
    if (mode != null && hints != null && !mode.equals(hints)) {
      errors.invalidText(
          Path.of("metadata", "annotations").key(MODE),
          mode,
          "must match annotations[" + HINTS + "] when both are specified");
    }
  }

  static boolean isHeadless(MapValue spec) {
    List<String> addresses = spec.listOrEmpty("clusterIPs").texts();
    return addresses.size() == 1 && addresses.getFirst().equals("None");
  }

  private static void byType(MapValue spec, FieldErrors errors) {
    String type = spec.text("type", "");
    boolean external = type.equals("ExternalName");
    if (spec.listOrEmpty("ports").isEmpty() && !isHeadless(spec) && !external) {
      errors.required(SPEC.child("ports"));
    }
    if (external) {
      externalName(spec, errors);
    } else if ((type.equals("LoadBalancer") || type.equals("NodePort")) && isHeadless(spec)) {
      errors.invalidText(
          SPEC.child("clusterIPs").index(0),
          "None",
          "may not be set to 'None' for " + type + " services");
    }
  }

  private static void externalName(MapValue spec, FieldErrors errors) {
    String detail = "may not be set for ExternalName services";
    for (String list : List.of("clusterIPs", "ipFamilies")) {
      if (!spec.listOrEmpty(list).isEmpty()) {
        errors.forbidden(SPEC.child(list), detail);
      }
    }
    if (Fields.isSet(spec, "ipFamilyPolicy")) {
      errors.forbidden(SPEC.child("ipFamilyPolicy"), detail);
    }
    String name = spec.text("externalName", "");
    String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    if (bare.isEmpty()) {
      errors.required(SPEC.child("externalName"));
    } else {
      Fields.faults(bare, Names::dnsSubdomain, SPEC.child("externalName"), errors);
    }
  }

  private static void affinity(MapValue spec, FieldErrors errors) {
    Fields.requiredSupported(spec, "sessionAffinity", List.of("ClientIP", "None"), SPEC, errors);
    Path at = SPEC.child("sessionAffinityConfig");
    switch (spec.text("sessionAffinity", "")) {
      case "ClientIP" -> timeout(spec, at, errors);
      case "None" -> {
        if (Fields.isSet(spec, "sessionAffinityConfig")) {
          errors.forbidden(at, "must not be set when session affinity is None");
        }
      }
      default -> {}
    }
  }

  private static void timeout(MapValue spec, Path config, FieldErrors errors) {
    Path at = config.child("clientIP").child("timeoutSeconds");
    Long seconds = spec.integerAt("sessionAffinityConfig", "clientIP", "timeoutSeconds");
    if (seconds == null) {
      errors.required(at, "when session affinity type is ClientIP");
    } else if (seconds <= 0 || seconds > DAY_SECONDS) {
      errors.invalid(at, seconds.toString(), "must be greater than 0 and less than " + DAY_SECONDS);
    }
  }

  private static void externalAddresses(MapValue spec, FieldErrors errors) {
    List<String> addresses = spec.listOrEmpty("externalIPs").texts();
    for (int i = 0; i < addresses.size(); i++) {
      String address = addresses.get(i);
      Path at = SPEC.child("externalIPs").index(i);
      List<String> faults = Addresses.ip(address);
      faults.forEach(fault -> errors.invalidText(at, address, fault));
      if (faults.isEmpty()) {
        SpecialAddresses.check(address, at, errors);
      }
    }
  }

  /// Whether the service can be reached from outside the cluster.
  static boolean isExternal(MapValue spec) {
    ListValue addresses = spec.listOrEmpty("externalIPs");
    return switch (spec.text("type", "")) {
      case "NodePort", "LoadBalancer" -> true;
      case "ClusterIP" -> !addresses.isEmpty();
      default -> false;
    };
  }

  private static void externalTraffic(MapValue spec, FieldErrors errors) {
    String policy = spec.text("externalTrafficPolicy", "");
    Path at = SPEC.child("externalTrafficPolicy");
    if (!policy.isEmpty()) {
      if (!isExternal(spec)) {
        errors.invalidText(at, policy, "may only be set for externally-accessible services");
      } else if (!ServicePorts.TRAFFIC.contains(policy)) {
        errors.notSupportedText(at, policy, ServicePorts.TRAFFIC);
      }
    }
    healthCheck(spec, policy, SPEC.child("healthCheckNodePort"), errors);
  }

  private static void healthCheck(MapValue spec, String policy, Path at, FieldErrors errors) {
    long port = spec.integer("healthCheckNodePort", 0);
    boolean checked = spec.text("type", "").equals("LoadBalancer") && policy.equals("Local");
    if (checked) {
      Ports.number(port, at, errors);
    } else if (port != 0) {
      errors.invalid(
          at,
          Long.toString(port),
          "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'");
    }
  }
}
