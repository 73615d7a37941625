package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Address;
import dev.stopwater.machinery.names.Addresses;
import dev.stopwater.machinery.value.MapValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The rules for a Service's cluster addresses and their families, as far as the object alone
/// tells.
///
/// They are also asked before addresses are allocated, and alone then: hence public.
public final class ServiceAddresses {

  private static final Path SPEC = ServiceValidation.SPEC;
  private static final Path ADDRESSES = SPEC.child("clusterIPs");
  private static final Path FAMILIES = SPEC.child("ipFamilies");
  private static final List<String> KNOWN = List.of("IPv4", "IPv6");
  private static final List<String> POLICIES =
      List.of("PreferDualStack", "RequireDualStack", "SingleStack");

  private ServiceAddresses() {}

  /// The faults of a new or changed service.
  public static void check(MapValue service, FieldErrors errors) {
    MapValue spec = service.mapOrEmpty("spec");
    if (spec.text("type", "").equals("ExternalName")) {
      return;
    }
    families(spec.listOrEmpty("ipFamilies").texts(), errors);
    Fields.supportedIfSet(spec, "ipFamilyPolicy", POLICIES, SPEC, errors);
    addresses(spec, errors);
  }

  private static void families(List<String> families, FieldErrors errors) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < families.size(); i++) {
      String family = families.get(i);
      if (!KNOWN.contains(family)) {
        errors.notSupportedText(FAMILIES.index(i), family, KNOWN);
      }
      if (!seen.add(family)) {
        errors.duplicateText(FAMILIES.index(i), family);
      }
    }
  }

  private static void addresses(MapValue spec, FieldErrors errors) {
    List<String> addresses = spec.listOrEmpty("clusterIPs").texts();
    String first = spec.text("clusterIP", "");
    if (first.isEmpty()) {
      if (!addresses.isEmpty()) {
        wrong(spec, "must be empty when `clusterIP` is not specified", errors);
      }
    } else if (addresses.isEmpty()) {
      errors.required(ADDRESSES);
    } else if (!addresses.getFirst().equals(first)) {
      wrong(spec, "first value must match `clusterIP`", errors);
    }
    int before = errors.all().size();
    each(spec, addresses, errors);
    if (addresses.size() > 2) {
      wrong(spec, "may only hold up to 2 values", errors);
    }
    if (errors.all().size() == before) {
      together(spec, addresses, errors);
    }
  }

  private static void wrong(MapValue spec, String detail, FieldErrors errors) {
    errors.invalid(ADDRESSES, ShownValue.of(spec.find("clusterIPs")), detail);
  }

  private static void each(MapValue spec, List<String> addresses, FieldErrors errors) {
    for (int i = 0; i < addresses.size(); i++) {
      String address = addresses.get(i);
      if (address.equals("None")) {
        if (addresses.size() > 1) {
          wrong(spec, "'None' must be the first and only value", errors);
        }
      } else {
        Fields.faults(address, Addresses::ip, ADDRESSES.index(i), errors);
      }
    }
  }

  private static void together(MapValue spec, List<String> addresses, FieldErrors errors) {
    if (addresses.contains("None")) {
      return;
    }
    if (addresses.size() == 2 && isV6(addresses.get(0)) == isV6(addresses.get(1))) {
      wrong(spec, "may specify no more than one IP for each IP family", errors);
    }
    List<String> families = spec.listOrEmpty("ipFamilies").texts();
    for (int i = 0; i < Math.min(addresses.size(), families.size()); i++) {
      String family = families.get(i);
      if (KNOWN.contains(family) && family.equals("IPv6") != isV6(addresses.get(i))) {
        errors.invalidText(
            ADDRESSES.index(i),
            addresses.get(i),
            "expected an " + family + " value as indicated by `ipFamilies[" + i + "]`");
      }
    }
  }

  private static boolean isV6(String text) {
    Address address = Address.parse(text);
    return address != null && address.v6();
  }
}
