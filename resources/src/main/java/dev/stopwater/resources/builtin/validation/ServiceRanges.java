package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Addresses;
import dev.stopwater.machinery.names.Addresses.Cidr;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import java.util.List;

/// The rules of ServiceCIDRs and of the IPAddresses taken from them.
final class ServiceRanges {

  static final KindValidation RANGE =
      KindValidation.of(ServiceRanges::range).update(ServiceRanges::updateRange);
  static final KindValidation ADDRESS =
      KindValidation.of(ServiceRanges::address).update(ServiceRanges::updateAddress);

  private static final Path SPEC = Path.of("spec");
  private static final Path CIDRS = SPEC.child("cidrs");
  private static final Path PARENT = SPEC.child("parentRef");
  private static final InternalForm RANGE_FORM = InternalForm.of("CIDRs=cidrs:any");

  private ServiceRanges() {}

  private static void range(MapValue object, FieldErrors errors) {
    MapValue spec = object.mapOrEmpty("spec");
    ListValue ranges = spec.listOrEmpty("cidrs");
    if (ranges.isEmpty()) {
      errors.required(CIDRS, "at least one CIDR required");
      return;
    }
    if (ranges.size() > 2) {
      errors.invalid(CIDRS, RANGE_FORM.show(spec), "may only hold up to 2 values");
      return;
    }
    List<String> texts = ranges.texts();
    for (int i = 0; i < texts.size(); i++) {
      Faults.invalidText(CIDRS.index(i), texts.get(i), Addresses.cidr(texts.get(i)), errors);
    }
    if (ofOneFamily(texts)) {
      errors.invalid(
          CIDRS,
          ShownValue.of(ranges),
          "may specify no more than one IP for each IP family, i.e 192.168.0.0/24 and"
              + " 2001:db8::/64");
    }
  }

  private static boolean ofOneFamily(List<String> texts) {
    if (texts.size() != 2) {
      return false;
    }
    Cidr one = Cidr.parse(texts.get(0));
    Cidr other = Cidr.parse(texts.get(1));
    return one != null && other != null && one.address().v6() == other.address().v6();
  }

  private static void updateRange(MapValue now, MapValue old, FieldErrors errors) {
    MapValue spec = now.mapOrEmpty("spec");
    ListValue ranges = spec.listOrEmpty("cidrs");
    ListValue before = old.mapOrEmpty("spec").listOrEmpty("cidrs");
    for (int i = 0; i < before.size(); i++) {
      if (i >= ranges.size()) {
        errors.invalid(CIDRS.index(i), "\"\"", Immutable.MESSAGE);
      } else if (!ranges.at(i).equals(before.at(i)) && ranges.at(i) instanceof Text(String text)) {
        errors.invalidText(CIDRS.index(i), text, Immutable.MESSAGE);
      }
    }
    if (ranges.size() > before.size()) {
      range(now, errors);
    }
  }

  private static void address(MapValue object, FieldErrors errors) {
    MapValue parent = object.mapOrEmpty("spec").map("parentRef");
    if (parent == null) {
      errors.required(PARENT);
      return;
    }
    String group = parent.text("group", "");
    if (!group.isEmpty()) {
      Faults.invalidText(PARENT.child("group"), group, Names.dnsSubdomain(group), errors);
    }
    for (String field : List.of("resource", "name")) {
      if (Faults.requiredText(parent, field, PARENT, errors)) {
        String value = parent.text(field, "");
        Faults.invalidText(PARENT.child(field), value, Names.pathSegment(value), errors);
      }
    }
    String namespace = parent.text("namespace", "");
    if (!namespace.isEmpty()) {
      Faults.invalidText(
          PARENT.child("namespace"), namespace, Names.pathSegment(namespace), errors);
    }
  }

  private static void updateAddress(MapValue now, MapValue old, FieldErrors errors) {
    Immutable.field(now.mapOrEmpty("spec"), old.mapOrEmpty("spec"), "parentRef", SPEC, errors);
  }
}
