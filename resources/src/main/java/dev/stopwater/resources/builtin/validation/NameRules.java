package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.names.Addresses;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.resources.builtin.preparation.Facts;
import java.util.List;

/// The rules for objects' names.
final class NameRules {

  /// What is wrong with a name.
  @FunctionalInterface
  interface Rule {
    /// @param prefix whether it is only the beginning of a name, such as a generateName
    List<String> faults(String name, boolean prefix);
  }

  static final Rule SUBDOMAIN = (name, prefix) -> Names.dnsSubdomain(whole(name, prefix));
  static final Rule LABEL = (name, prefix) -> Names.dnsLabel(whole(name, prefix));
  static final Rule PATH_SEGMENT =
      (name, prefix) -> prefix ? Names.pathSegmentPrefix(name) : Names.pathSegment(name);
  static final Rule ADDRESS = (name, prefix) -> Addresses.ip(name);
  static final Rule ANY = (name, prefix) -> List.of();

  private NameRules() {}

  static Rule of(Facts.Names names) {
    return switch (names) {
      case SUBDOMAIN -> SUBDOMAIN;
      case LABEL, LABEL_63 -> LABEL;
      case PATH_SEGMENT -> PATH_SEGMENT;
      case ADDRESS -> ADDRESS;
      case OTHER -> ANY;
    };
  }

  private static String whole(String name, boolean prefix) {
    return prefix ? Names.prefixAsName(name) : name;
  }
}
