package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Rules for ports of the network.
final class Ports {

  static final int LEAST = 1;
  static final int MOST = 65535;
  static final List<String> PROTOCOLS = List.of("SCTP", "TCP", "UDP");

  private Ports() {}

  /// @param at where the number is
  static void number(long port, Path at, FieldErrors errors) {
    if (port < LEAST || port > MOST) {
      errors.invalid(at, Long.toString(port), Numbers.inclusive(LEAST, MOST));
    }
  }

  /// A port by number or by name; an absent one is number 0.
  static void numberOrName(MapValue owner, String field, Path at, FieldErrors errors) {
    if (owner.find(field) instanceof Text name) {
      Fields.faults(name.value(), Names::portName, at.child(field), errors);
    } else {
      number(owner.integer(field, 0), at.child(field), errors);
    }
  }

  /// The ports that one container opens.
  static void ofContainer(MapValue container, Path at, FieldErrors errors) {
    Set<String> names = new HashSet<>();
    Fields.each(container, "ports", (port, path, e) -> check(port, names, path, e), at, errors);
  }

  private static void check(MapValue port, Set<String> names, Path at, FieldErrors errors) {
    String name = port.text("name", "");
    if (!name.isEmpty()) {
      List<String> faults = Names.portName(name);
      faults.forEach(fault -> errors.invalidText(at.child("name"), name, fault));
      if (faults.isEmpty() && !names.add(name)) {
        errors.duplicateText(at.child("name"), name);
      }
    }
    long number = port.integer("containerPort", 0);
    if (number == 0) {
      errors.required(at.child("containerPort"));
    } else {
      number(number, at.child("containerPort"), errors);
    }
    if (port.integer("hostPort", 0) != 0) {
      number(port.integer("hostPort", 0), at.child("hostPort"), errors);
    }
    Fields.requiredSupported(port, "protocol", PROTOCOLS, at, errors);
  }

  /// No two containers of a pod may claim the same port of their host.
  static void hostPortsDiffer(List<MapValue> containers, Path at, FieldErrors errors) {
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < containers.size(); i++) {
      Path path = at.index(i);
      Fields.each(
          containers.get(i), "ports", (port, p, e) -> claim(port, taken, p, e), path, errors);
    }
  }

  private static void claim(MapValue port, Set<String> taken, Path at, FieldErrors errors) {
    long number = port.integer("hostPort", 0);
    if (number == 0) {
      return;
    }
    String claim = port.text("protocol", "") + "/" + port.text("hostIP", "") + "/" + number;
    if (!taken.add(claim)) {
      errors.duplicateText(at.child("hostPort"), claim);
    }
  }
}
