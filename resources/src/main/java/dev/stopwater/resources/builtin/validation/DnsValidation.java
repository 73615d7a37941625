package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Addresses;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;

/// The rules for a pod's view of the domain name system.
final class DnsValidation {

  private static final List<String> POLICIES =
      List.of("ClusterFirstWithHostNet", "ClusterFirst", "Default", "None");
  private static final int MAX_NAMESERVERS = 3;
  private static final int MAX_SEARCHES = 32;
  private static final int MAX_SEARCH_LENGTH = 2048;

  private DnsValidation() {}

  static void policy(MapValue spec, Path at, FieldErrors errors) {
    Fields.requiredSupported(spec, "dnsPolicy", POLICIES, at, errors);
  }

  static void config(MapValue spec, Path pod, FieldErrors errors) {
    Path at = pod.child("dnsConfig");
    MapValue config = spec.map("dnsConfig");
    if (spec.text("dnsPolicy", "").equals("None")) {
      if (config == null) {
        errors.required(at, "must provide `dnsConfig` when `dnsPolicy` is None");
        return;
      }
      if (config.listOrEmpty("nameservers").isEmpty()) {
        errors.required(
            at.child("nameservers"),
            "must provide at least one DNS nameserver when `dnsPolicy` is None");
        return;
      }
    }
    if (config != null) {
      nameservers(config, at.child("nameservers"), errors);
      searches(config, at.child("searches"), errors);
      Fields.each(config, "options", DnsValidation::option, at, errors);
    }
  }

  private static void nameservers(MapValue config, Path at, FieldErrors errors) {
    List<String> servers = config.listOrEmpty("nameservers").texts();
    if (servers.size() > MAX_NAMESERVERS) {
      errors.invalid(
          at,
          ShownValue.of(config.find("nameservers")),
          "must not have more than " + MAX_NAMESERVERS + " nameservers");
    }
    for (int i = 0; i < servers.size(); i++) {
      Fields.faults(servers.get(i), Addresses::ip, at.index(i), errors);
    }
  }

  private static void searches(MapValue config, Path at, FieldErrors errors) {
    List<String> searches = config.listOrEmpty("searches").texts();
    if (searches.size() > MAX_SEARCHES) {
      errors.invalid(
          at,
          ShownValue.of(config.find("searches")),
          "must not have more than " + MAX_SEARCHES + " search paths");
    }
    if (String.join(" ", searches).length() > MAX_SEARCH_LENGTH) {
      errors.invalid(
          at,
          ShownValue.of(config.find("searches")),
          "must not have more than "
              + MAX_SEARCH_LENGTH
              + " characters (including spaces) in the search list");
    }
    for (int i = 0; i < searches.size(); i++) {
      String search = searches.get(i);
      if (!search.equals(".")) {
        String bare = search.endsWith(".") ? search.substring(0, search.length() - 1) : search;
        Path path = at.index(i);
        Names.dnsSubdomainWithUnderscore(bare)
            .forEach(fault -> errors.invalidText(path, bare, fault));
      }
    }
  }

  private static void option(MapValue option, Path at, FieldErrors errors) {
    if (option.text("name", "").isEmpty()) {
      errors.required(at, "must not be empty");
    }
  }
}
