package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Addresses;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;

/// The rules for what a Service says to load balancers.
final class LoadBalancers {

  private static final Path SPEC = ServiceValidation.SPEC;
  private static final String RANGES = "service.beta.kubernetes.io/load-balancer-source-ranges";
  private static final String ONLY = "may only be used when `type` is 'LoadBalancer'";

  private LoadBalancers() {}

  static void check(MapValue service, FieldErrors errors) {
    MapValue spec = service.mapOrEmpty("spec");
    boolean balanced = spec.text("type", "").equals("LoadBalancer");
    ranges(service, balanced, errors);
    String allocate = "allocateLoadBalancerNodePorts";
    if (balanced != Fields.isSet(spec, allocate)) {
      if (balanced) {
        errors.required(SPEC.child(allocate), "field is required when `type` is 'LoadBalancer'");
      } else {
        errors.forbidden(SPEC.child(allocate), ONLY);
      }
    }
    if (Fields.isSet(spec, "loadBalancerClass")) {
      if (!balanced) {
        errors.forbidden(SPEC.child("loadBalancerClass"), ONLY);
      } else {
        Fields.text(spec, "loadBalancerClass", Names::qualifiedName, SPEC, errors);
      }
    }
  }

  private static void ranges(MapValue service, boolean balanced, FieldErrors errors) {
    List<String> ranges =
        service.mapOrEmpty("spec").listOrEmpty("loadBalancerSourceRanges").texts();
    Path at = SPEC.child("LoadBalancerSourceRanges");
    if (!ranges.isEmpty()) {
      if (!balanced) {
        errors.forbidden(at, ONLY);
      }
      for (int i = 0; i < ranges.size(); i++) {
        Fields.faults(ranges.get(i).strip(), Addresses::cidr, at.index(i), errors);
      }
      return;
    }
    String annotation = service.mapOrEmpty("metadata").mapOrEmpty("annotations").text(RANGES);
    if (annotation != null) {
      annotated(annotation, balanced, errors);
    }
  }

  private static void annotated(String annotation, boolean balanced, FieldErrors errors) {
    Path at = Path.of("metadata", "annotations").key(RANGES);
    if (!balanced) {
      errors.forbidden(at, ONLY);
    }
    String ranges = annotation.strip();
    if (ranges.isEmpty()) {
      return;
    }
    for (String range : ranges.split(",", -1)) {
      Fields.faults(range.strip(), Addresses::cidr, at, errors);
    }
  }
}
