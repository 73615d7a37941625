package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Addresses;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.select.LabelSelectors;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The rules for the spec of a pod, in a pod or in a template.
final class PodSpecValidation {

  private static final List<String> RESTART_POLICIES = List.of("Always", "OnFailure", "Never");
  private static final int MAX_HOSTNAME_OVERRIDE = 64;

  private PodSpecValidation() {}

  static void check(MapValue spec, Path at, FieldErrors errors) {
    ListValue sound = VolumeValidation.volumes(spec, at, errors);
    resourceClaims(spec, at, errors);
    ContainersValidation.all(withVolumes(spec, sound), at, errors);
    PodLevelResources.check(spec, at.child("resources"), errors);
    Fields.requiredSupported(spec, "restartPolicy", RESTART_POLICIES, at, errors);
    DnsValidation.policy(spec, at, errors);
    LabelSelectors.validateLabels(
        spec.mapOrEmpty("nodeSelector"), at.child("nodeSelector"), errors);
    SecurityValidation.ofPod(spec, at.child("securityContext"), errors);
    Fields.map(spec, "affinity", AffinityValidation::check, at, errors);
    DnsValidation.config(spec, at, errors);
    SchedulingValidation.readinessGates(spec, at, errors);
    SchedulingValidation.gates(spec, at, errors);
    SchedulingValidation.spread(spec, at, errors);
    PodHost.hostProcess(spec, at, errors);
    PodHost.hostUsers(spec, at, errors);
    hostnameOverride(spec, at.child("hostnameOverride"), errors);
    names(spec, at, errors);
    SchedulingValidation.tolerations(spec, at, errors);
    Fields.each(spec, "hostAliases", PodSpecValidation::hostAlias, at, errors);
    Fields.ifNotEmpty(spec, "priorityClassName", Names::dnsSubdomain, at, errors);
    if (Fields.isSet(spec, "runtimeClassName")) {
      Fields.text(spec, "runtimeClassName", Names::dnsSubdomain, at, errors);
    }
    Fields.supportedIfSet(
        spec, "preemptionPolicy", List.of("PreemptLowerPriority", "Never"), at, errors);
    MapValue overhead = spec.map("overhead");
    if (overhead != null) {
      ResourceValidation.requirements(
          new MapValue().put("limits", overhead),
          ResourceNames::ofContainer,
          at.child("overhead"),
          errors);
    }
    Fields.map(spec, "os", (os, path, e) -> PodHost.os(spec, os, at, e), at, errors);
    fileVolumes(spec, at, errors);
  }

  private static MapValue withVolumes(MapValue spec, ListValue volumes) {
    MapValue other = new MapValue();
    spec.entries().forEach(entry -> other.put(entry.getKey(), entry.getValue()));
    return other.put("volumes", volumes);
  }

  private static void resourceClaims(MapValue spec, Path at, FieldErrors errors) {
    Set<String> seen = new HashSet<>();
    Fields.each(
        spec,
        "resourceClaims",
        (claim, path, e) -> resourceClaim(claim, seen, path, e),
        at,
        errors);
  }

  private static void resourceClaim(MapValue claim, Set<String> seen, Path at, FieldErrors errors) {
    String name = claim.text("name", "");
    if (name.isEmpty()) {
      errors.required(at.child("name"));
    } else if (!seen.add(name)) {
      errors.duplicateText(at.child("name"), name);
    } else {
      Fields.faults(name, Names::dnsLabel, at.child("name"), errors);
    }
    boolean given = Fields.isSet(claim, "resourceClaimName");
    boolean template = Fields.isSet(claim, "resourceClaimTemplateName");
    if (given && template) {
      errors.invalid(
          at,
          GoObjects.json("PodResourceClaim", claim),
          "at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified");
    }
    if (!given && !template) {
      errors.invalid(
          at,
          GoObjects.json("PodResourceClaim", claim),
          "must specify one of: `resourceClaimName`, `resourceClaimTemplateName`");
    }
    if (given) {
      Fields.text(claim, "resourceClaimName", Names::dnsSubdomain, at, errors);
    }
    if (template) {
      Fields.text(claim, "resourceClaimTemplateName", Names::dnsSubdomain, at, errors);
    }
  }

  private static void hostnameOverride(MapValue spec, Path at, FieldErrors errors) {
    String name = spec.text("hostnameOverride", "");
    if (!Fields.isSet(spec, "hostnameOverride")) {
      return;
    }
    if (spec.flag("setHostnameAsFQDN")) {
      errors.forbidden(at, "may not be specified when setHostnameAsFQDN is true");
    }
    if (spec.flag("hostNetwork")) {
      errors.forbidden(at, "may not be specified when hostNetwork is true");
    }
    if (name.length() > MAX_HOSTNAME_OVERRIDE) {
      errors.tooLong(at, MAX_HOSTNAME_OVERRIDE);
    }
    Fields.faults(name, Names::dnsSubdomain, at, errors);
  }

  private static void names(MapValue spec, Path at, FieldErrors errors) {
    Fields.ifNotEmpty(spec, "serviceAccountName", Names::dnsSubdomain, at, errors);
    Fields.ifNotEmpty(spec, "nodeName", Names::dnsSubdomain, at, errors);
    Numbers.inRange(spec, "activeDeadlineSeconds", 1, Integer.MAX_VALUE, at, errors);
    Fields.ifNotEmpty(spec, "hostname", PodSpecValidation::plainLabel, at, errors);
    Fields.ifNotEmpty(spec, "subdomain", PodSpecValidation::plainLabel, at, errors);
  }

  /// A label whose dots are a fault like any other.
  static List<String> plainLabel(String name) {
    List<String> faults = Names.dnsLabel(name);
    return faults.contains("must not contain dots")
        ? Names.dnsLabel(name.replace('.', '_'))
        : faults;
  }

  private static void hostAlias(MapValue alias, Path at, FieldErrors errors) {
    Fields.text(alias, "ip", Addresses::ip, at, errors);
    List<String> names = alias.listOrEmpty("hostnames").texts();
    for (int i = 0; i < names.size(); i++) {
      Fields.faults(names.get(i), Names::dnsSubdomain, at.child("hostnames").index(i), errors);
    }
  }

  private static void fileVolumes(MapValue spec, Path at, FieldErrors errors) {
    for (String list : List.of("containers", "initContainers", "ephemeralContainers")) {
      ListValue containers = spec.listOrEmpty(list);
      for (int i = 0; i < containers.size(); i++) {
        EnvValidation.fileVolumes(spec, containers.mapAt(i), at.child(list).index(i), errors);
      }
    }
  }
}
