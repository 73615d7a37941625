package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Addresses;
import dev.stopwater.machinery.names.Addresses.Cidr;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.select.LabelSelectors;
import dev.stopwater.machinery.value.Int;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rules of NetworkPolicies.
final class NetworkPolicyValidation {

  static final KindValidation RULES =
      KindValidation.of(NetworkPolicyValidation::create)
          .update((now, old, errors) -> create(now, errors));

  private static final Path SPEC = Path.of("spec");
  private static final List<String> PROTOCOLS = List.of("TCP", "UDP", "SCTP");
  private static final List<String> TYPES = List.of("Ingress", "Egress");

  private NetworkPolicyValidation() {}

  private static void create(MapValue object, FieldErrors errors) {
    MapValue spec = object.mapOrEmpty("spec");
    LabelSelectors.validate(spec.mapOrEmpty("podSelector"), SPEC.child("podSelector"), errors);
    rules(spec.listOrEmpty("ingress"), "from", SPEC.child("ingress"), errors);
    rules(spec.listOrEmpty("egress"), "to", SPEC.child("egress"), errors);
    types(spec.listOrEmpty("policyTypes"), SPEC.child("policyTypes"), errors);
  }

  private static void types(ListValue types, Path at, FieldErrors errors) {
    if (types.size() > TYPES.size()) {
      errors.invalid(at, ShownValue.of(types), "may not specify more than two policyTypes");
      return;
    }
    for (int i = 0; i < types.size(); i++) {
      if (types.at(i) instanceof Text(String type) && !TYPES.contains(type)) {
        errors.notSupportedText(at.index(i), type, TYPES);
      }
    }
  }

  private static void rules(ListValue rules, String peers, Path at, FieldErrors errors) {
    for (int i = 0; i < rules.size(); i++) {
      MapValue rule = rules.mapAt(i);
      ListValue ports = rule.listOrEmpty("ports");
      for (int j = 0; j < ports.size(); j++) {
        port(ports.mapAt(j), at.index(i).child("ports").index(j), errors);
      }
      ListValue list = rule.listOrEmpty(peers);
      for (int j = 0; j < list.size(); j++) {
        peer(list.mapAt(j), at.index(i).child(peers).index(j), errors);
      }
    }
  }

  private static void port(MapValue port, Path at, FieldErrors errors) {
    Faults.oneOfIfPresent(port, "protocol", PROTOCOLS, at, errors);
    Long end = port.integer("endPort");
    Path endAt = at.child("endPort");
    switch (port.find("port")) {
      case Int(long number) -> {
        Numbers.inRange(port, "port", 1, 65535, at, errors);
        if (end != null && end < number) {
          errors.invalid(endAt, Long.toString(number), "must be greater than or equal to `port`");
        }
        Numbers.inRange(port, "endPort", 1, 65535, at, errors);
      }
      case Text(String name) -> {
        if (end != null) {
          errors.invalid(endAt, end.toString(), "may not be specified when `port` is non-numeric");
        }
        Faults.invalidText(at.child("port"), name, Names.portName(name), errors);
      }
      case null, default -> {
        if (end != null) {
          errors.invalid(
              endAt, end.toString(), "may not be specified when `port` is not specified");
        }
      }
    }
  }

  private static void peer(MapValue peer, Path at, FieldErrors errors) {
    int selectors = 0;
    for (String field : List.of("podSelector", "namespaceSelector")) {
      MapValue selector = peer.map(field);
      if (selector != null) {
        selectors++;
        LabelSelectors.validate(selector, at.child(field), errors);
      }
    }
    MapValue block = peer.map("ipBlock");
    if (block != null) {
      block(block, at.child("ipBlock"), errors);
    }
    if (selectors == 0 && block == null) {
      errors.required(at, "must specify a peer");
    } else if (selectors > 0 && block != null) {
      errors.forbidden(at, "may not specify both ipBlock and another peer");
    }
  }

  private static void block(MapValue block, Path at, FieldErrors errors) {
    String range = block.text("cidr", "");
    if (range.isEmpty()) {
      errors.required(at.child("cidr"));
      return;
    }
    List<String> faults = Addresses.cidr(range);
    Faults.invalidText(at.child("cidr"), range, faults, errors);
    Cidr whole = Cidr.parse(range);
    List<String> exceptions = block.listOrEmpty("except").texts();
    for (int i = 0; i < exceptions.size(); i++) {
      exception(exceptions.get(i), whole, at.child("except").index(i), errors);
    }
  }

  private static void exception(String text, @Nullable Cidr whole, Path at, FieldErrors errors) {
    Faults.invalidText(at, text, Addresses.cidr(text), errors);
    Cidr part = Cidr.parse(text);
    if (part == null || whole == null) {
      return;
    }
    if (!whole.contains(part.address()) || part.length() <= whole.length()) {
      errors.invalidText(at, text, "must be a strict subset of `cidr`");
    }
  }
}
