package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.codec.DecodeException;
import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Addresses;
import dev.stopwater.machinery.names.Addresses.Cidr;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.quantity.Quantity;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The rules for Nodes.
final class NodeValidation {

  private static final Path SPEC = Path.of("spec");
  private static final Path CIDRS = SPEC.child("podCIDRs");
  private static final String AVOID = "scheduler.alpha.kubernetes.io/preferAvoidPods";

  static final KindValidation RULES =
      KindValidation.of(NodeValidation::create)
          .update(NodeValidation::update)
          .revalidatedBefore()
          .status(NodeValidation::update);

  private NodeValidation() {}

  private static void create(MapValue node, FieldErrors errors) {
    avoidance(node, errors);
    MapValue spec = node.mapOrEmpty("spec");
    taints(spec, Path.of("metadata"), errors);
    resources(node.mapOrEmpty("status"), errors);
    cidrs(cidrs(spec), errors);
  }

  private static void avoidance(MapValue node, FieldErrors errors) {
    String text = node.mapOrEmpty("metadata").mapOrEmpty("annotations").text(AVOID, "");
    if (text.isEmpty()) {
      return;
    }
    try {
      Json.parse(text.getBytes(StandardCharsets.UTF_8));
    } catch (DecodeException e) {
      String message = e.getMessage();
      errors.invalidText(
          Path.of("metadata", "annotations", "AvoidPods"), AVOID, message == null ? "" : message);
    }
  }

  private static void taints(MapValue spec, Path at, FieldErrors errors) {
    Set<String> seen = new HashSet<>();
    Fields.each(spec, "taints", (taint, path, e) -> taint(taint, seen, path, e), at, errors);
  }

  private static void taint(MapValue taint, Set<String> seen, Path at, FieldErrors errors) {
    Fields.text(taint, "key", Names::qualifiedName, at, errors);
    Fields.ifNotEmpty(taint, "value", Names::labelValue, at, errors);
    Fields.requiredSupported(taint, "effect", SchedulingValidation.EFFECTS, at, errors);
    if (!seen.add(taint.text("effect", "") + " " + taint.text("key", ""))) {
      errors.duplicate(
          at, GoObjects.json("Taint", taint) + ": taints must be unique by key and effect pair");
    }
  }

  private static void resources(MapValue status, FieldErrors errors) {
    for (String field : List.of("capacity", "allocatable")) {
      MapValue amounts = status.mapOrEmpty(field);
      for (String name : amounts.keys()) {
        Quantity amount = Quantities.of(amounts.find(name));
        ResourceNames.amount(name, amount, Path.of("status", field, name), errors);
      }
    }
  }

  private static List<String> cidrs(MapValue spec) {
    List<String> cidrs = new ArrayList<>(spec.listOrEmpty("podCIDRs").texts());
    String first = spec.text("podCIDR", "");
    if (!first.isEmpty()) {
      if (cidrs.isEmpty()) {
        cidrs.add(first);
      } else {
        cidrs.set(0, first);
      }
    }
    return cidrs;
  }

  private static void cidrs(List<String> cidrs, FieldErrors errors) {
    for (int i = 0; i < cidrs.size(); i++) {
      Fields.faults(cidrs.get(i), Addresses::cidr, CIDRS.index(i), errors);
    }
    if (cidrs.size() < 2) {
      return;
    }
    boolean broken = false;
    List<Boolean> families = new ArrayList<>();
    for (int i = 0; i < cidrs.size(); i++) {
      Cidr cidr = Cidr.parse(cidrs.get(i));
      if (cidr == null && !broken) {
        broken = true;
        errors.internal(
            CIDRS,
            "invalid PodCIDRs. failed to check with dual stack with error:invalid CIDR["
                + i
                + "]: <nil> (invalid CIDR address: "
                + cidrs.get(i)
                + ")");
      } else if (cidr != null) {
        families.add(cidr.address().v6());
      }
    }
    boolean dual = !broken && families.contains(true) && families.contains(false);
    if (cidrs.size() > 2 || !dual) {
      errors.invalid(
          CIDRS,
          ShownValue.of(ListValue.ofTexts(cidrs)),
          "may specify no more than one CIDR for each IP family");
    }
  }

  private static void update(MapValue now, MapValue old, FieldErrors errors) {
    MapValue spec = now.mapOrEmpty("spec");
    MapValue before = old.mapOrEmpty("spec");
    List<String> cidrs = cidrs(before);
    if (!cidrs.isEmpty() && !cidrs.equals(cidrs(spec))) {
      errors.forbidden(CIDRS, "node updates may not change podCIDR except from \"\" to valid");
    }
    String provider = before.text("providerID", "");
    if (!provider.isEmpty() && !provider.equals(spec.text("providerID", ""))) {
      errors.forbidden(
          SPEC.child("providerID"),
          "node updates may not change providerID except from \"\" to valid");
    }
    if (!spec.text("externalID", "").equals(before.text("externalID", ""))) {
      errors.forbidden(SPEC.child("externalID"), "may not be updated");
    }
  }
}
