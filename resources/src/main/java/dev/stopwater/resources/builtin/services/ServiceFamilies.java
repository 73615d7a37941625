package dev.stopwater.resources.builtin.services;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.builtin.preparation.ServicePreparation;
import java.util.List;

/// What a cluster with one family of addresses, IPv4, cannot give, and addresses that are none.
/// Upstream judges these before anything is handed out, hence before the rest of an object. Pure.
final class ServiceFamilies {

  private static final Path SPEC = Path.of("spec");
  private static final Path POLICY = SPEC.child("ipFamilyPolicy");
  private static final Path ADDRESSES = SPEC.child("clusterIPs");
  private static final String SINGLE = "SingleStack";

  private ServiceFamilies() {}

  static void check(MapValue spec, FieldErrors errors) {
    if (!ServicePreparation.needsClusterIp(spec)) {
      return;
    }
    addresses(spec, errors);
    if (!errors.isEmpty()) {
      return;
    }
    policy(spec, errors);
    boolean headless = spec.text("clusterIP", "").equals(Addresses.NONE);
    if (headless && spec.mapOrEmpty("selector").isEmpty()) {
      return; // its endpoints are somebody else's
    }
    if (errors.isEmpty() && spec.text("ipFamilyPolicy", "").equals("RequireDualStack")) {
      errors.invalidText(
          POLICY, "RequireDualStack", "this cluster is not configured for dual-stack services");
    }
    families(spec, errors);
  }

  private static void addresses(MapValue spec, FieldErrors errors) {
    ListValue listed = spec.listOrEmpty("clusterIPs");
    String address = spec.text("clusterIP", "");
    if (!listed.isEmpty() && address.isEmpty()) {
      errors.invalid(
          ADDRESSES, Addresses.shown(listed), "must be empty when `clusterIP` is not specified");
      return;
    }
    if (!listed.isEmpty() && !listed.texts().getFirst().equals(address)) {
      errors.invalid(ADDRESSES, Addresses.shown(listed), "first value must match `clusterIP`");
      return;
    }
    List<String> wanted = Held.addresses(spec);
    for (int i = 0; i < wanted.size(); i++) {
      String each = wanted.get(i);
      if (!Addresses.isAddress(each)) {
        errors.invalidText(
            ADDRESSES.index(i),
            each,
            "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)");
      } else if (Addresses.startsWithZero(each)) {
        errors.invalidText(ADDRESSES.index(i), each, "must not have leading 0s");
      }
    }
  }

  private static void policy(MapValue spec, FieldErrors errors) {
    if (!spec.text("ipFamilyPolicy", SINGLE).equals(SINGLE)) {
      return;
    }
    String both = "must be 'RequireDualStack' or 'PreferDualStack' when multiple ";
    if (spec.listOrEmpty("clusterIPs").size() > 1) {
      errors.invalidText(POLICY, SINGLE, both + "cluster IPs are specified");
    } else if (spec.listOrEmpty("ipFamilies").size() > 1) {
      errors.invalidText(POLICY, SINGLE, both + "IP families are specified");
    }
  }

  private static void families(MapValue spec, FieldErrors errors) {
    String other = "IPv6";
    List<String> families = spec.listOrEmpty("ipFamilies").texts();
    int foreign = families.indexOf(other);
    if (foreign >= 0 && errors.isEmpty()) {
      errors.invalidText(
          SPEC.child("ipFamilies").index(foreign), other, "not configured on this cluster");
      return;
    }
    List<String> addresses = Held.addresses(spec);
    for (int i = 0; i < addresses.size(); i++) {
      if (Addresses.isIpv6(addresses.get(i))) {
        errors.invalid(
            ADDRESSES.index(i),
            Addresses.shown(spec.listOrEmpty("clusterIPs")),
            other + " is not configured on this cluster");
      }
    }
  }
}
