package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Address;
import dev.stopwater.machinery.names.Addresses;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;

/// What may be changed of a Service.
///
/// That the primary address stays is also asked before addresses are allocated, and alone then:
/// hence public.
public final class ServiceUpdates {

  private static final Path SPEC = ServiceValidation.SPEC;
  private static final String ONCE = "may not change once set";

  private ServiceUpdates() {}

  static void update(MapValue now, MapValue old, FieldErrors errors) {
    MapValue spec = now.mapOrEmpty("spec");
    MapValue before = old.mapOrEmpty("spec");
    primaryAddress(spec, before, errors);
    balancerClass(spec, before, errors);
  }

  /// @param spec the changed Service's
  /// @param before the stored one's
  public static void primaryAddress(MapValue spec, MapValue before, FieldErrors errors) {
    boolean external =
        spec.text("type", "").equals("ExternalName")
            || before.text("type", "").equals("ExternalName");
    List<String> was = before.listOrEmpty("clusterIPs").texts();
    List<String> is = spec.listOrEmpty("clusterIPs").texts();
    if (external || was.isEmpty() || is.isEmpty()) {
      return;
    }
    if (!is.getFirst().equals(was.getFirst())) {
      errors.invalid(
          SPEC.child("clusterIPs").index(0), ShownValue.of(spec.find("clusterIPs")), ONCE);
    }
    List<String> familiesBefore = before.listOrEmpty("ipFamilies").texts();
    List<String> families = spec.listOrEmpty("ipFamilies").texts();
    if (!familiesBefore.isEmpty()
        && !families.isEmpty()
        && !families.getFirst().equals(familiesBefore.getFirst())) {
      errors.invalid(
          SPEC.child("ipFamilies").index(0), ShownValue.of(spec.find("ipFamilies")), ONCE);
    }
  }

  private static void balancerClass(MapValue spec, MapValue before, FieldErrors errors) {
    boolean both =
        spec.text("type", "").equals("LoadBalancer")
            && before.text("type", "").equals("LoadBalancer");
    String field = "loadBalancerClass";
    if (both && !Immutable.same(spec.find(field), before.find(field))) {
      errors.invalid(SPEC.child(field), ShownValue.of(spec.find(field)), ONCE);
    }
  }

  /// What load balancers report.
  static void status(MapValue now, MapValue old, FieldErrors errors) {
    ListValue ingress = now.mapOrEmpty("status").mapOrEmpty("loadBalancer").listOrEmpty("ingress");
    Path at = Path.of("status", "loadBalancer", "ingress");
    if (!now.mapOrEmpty("spec").text("type", "").equals("LoadBalancer") && !ingress.isEmpty()) {
      errors.forbidden(at, "may only be used when `spec.type` is 'LoadBalancer'");
      return;
    }
    for (int i = 0; i < ingress.size(); i++) {
      ingress(ingress.mapAt(i), at.index(i), errors);
    }
  }

  /// One point of ingress, of a service or of an Ingress.
  static void ingress(MapValue point, Path at, FieldErrors errors) {
    String ip = point.text("ip", "");
    if (!ip.isEmpty()) {
      Fields.faults(ip, Addresses::ip, at.child("ip"), errors);
      if (!Fields.isSet(point, "ipMode")) {
        errors.required(at.child("ipMode"), "must be specified when `ip` is set");
      }
    } else if (Fields.isSet(point, "ipMode")) {
      errors.forbidden(at.child("ipMode"), "may not be specified when `ip` is not set");
    }
    if (Fields.isSet(point, "ipMode")) {
      Fields.supported(point, "ipMode", List.of("Proxy", "VIP"), at, errors);
    }
    String host = point.text("hostname", "");
    if (!host.isEmpty()) {
      Fields.faults(host, Names::dnsSubdomain, at.child("hostname"), errors);
      if (Address.parse(host) != null) {
        errors.invalidText(at.child("hostname"), host, "must be a DNS name, not an IP address");
      }
    }
  }
}
