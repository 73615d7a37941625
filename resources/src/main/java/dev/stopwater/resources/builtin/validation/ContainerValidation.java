package dev.stopwater.resources.builtin.validation;

import static dev.stopwater.resources.builtin.validation.Fields.required;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.value.Int;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The rules for one container of whatever sort; [ContainersValidation] knows how they get along.
final class ContainerValidation {

  static final List<String> PULL_POLICIES = List.of("Always", "IfNotPresent", "Never");
  private static final List<String> MESSAGE_POLICIES = List.of("File", "FallbackToLogsOnError");
  private static final List<String> RESTART_POLICIES = List.of("Always", "Never", "OnFailure");
  private static final int MAX_RESTART_RULES = 20;
  private static final int MAX_EXIT_CODES = 255;

  private ContainerValidation() {}

  /// What holds for containers of each sort.
  static void common(MapValue spec, MapValue container, Path at, FieldErrors errors) {
    if (required(container, "name", at, errors)) {
      Fields.text(container, "name", Names::dnsLabel, at, errors);
    }
    required(container, "image", at, errors);
    Fields.requiredSupported(container, "terminationMessagePolicy", MESSAGE_POLICIES, at, errors);
    Ports.ofContainer(container, at, errors);
    Fields.each(container, "env", EnvValidation::variable, at, errors);
    Fields.each(
        container,
        "envFrom",
        (source, path, e) -> EnvValidation.from(source, at.child("envFrom"), path, e),
        at,
        errors);
    MountValidation.mounts(spec, container, at, errors);
    MountValidation.devices(spec, container, at, errors);
    Fields.requiredSupported(container, "imagePullPolicy", PULL_POLICIES, at, errors);
    ResourceValidation.ofContainer(spec, container, at.child("resources"), errors);
    resizePolicies(spec, container, at.child("resizePolicy"), errors);
    SecurityValidation.ofContainer(spec, container, at.child("securityContext"), errors);
  }

  private static void resizePolicies(
      MapValue spec, MapValue container, Path at, FieldErrors errors) {
    Set<String> seen = new HashSet<>();
    ListValue policies = container.listOrEmpty("resizePolicy");
    for (int i = 0; i < policies.size(); i++) {
      MapValue policy = policies.mapAt(i);
      String resource = policy.text("resourceName", "");
      if (!seen.add(resource)) {
        errors.duplicateText(at.index(i), resource);
      }
      oneOf(resource, List.of("cpu", "memory"), at, errors);
      String restart = policy.text("restartPolicy", "");
      oneOf(restart, List.of("NotRequired", "RestartContainer"), at, errors);
      boolean never = spec.text("restartPolicy", "").equals("Never");
      if (never && restart.equals("RestartContainer")) {
        errors.invalidText(
            at, restart, "must be 'NotRequired' when pod `restartPolicy` is 'Never'");
      }
    }
  }

  private static void oneOf(String value, List<String> supported, Path at, FieldErrors errors) {
    if (value.isEmpty()) {
      errors.required(at);
    } else if (!supported.contains(value)) {
      errors.notSupportedText(at, value, supported);
    }
  }

  /// The container's own policy of restarts.
  static void restarts(MapValue container, Path at, FieldErrors errors) {
    ListValue rules = container.listOrEmpty("restartPolicyRules");
    if (!Fields.isSet(container, "restartPolicy")) {
      if (!rules.isEmpty()) {
        errors.required(
            at.child("restartPolicy"), "must specify restartPolicy when restart rules are used");
      }
      return;
    }
    Fields.supported(container, "restartPolicy", RESTART_POLICIES, at, errors);
    if (rules.size() > MAX_RESTART_RULES) {
      errors.tooMany(at.child("restartPolicyRules"), rules.size(), MAX_RESTART_RULES);
    }
    Fields.each(container, "restartPolicyRules", ContainerValidation::restartRule, at, errors);
  }

  private static void restartRule(MapValue rule, Path at, FieldErrors errors) {
    Fields.supported(rule, "action", List.of("Restart", "RestartAllContainers"), at, errors);
    MapValue codes = rule.map("exitCodes");
    if (codes == null) {
      errors.required(at.child("exitCodes"), "must be specified");
      return;
    }
    Path path = at.child("exitCodes");
    Fields.supported(codes, "operator", List.of("In", "NotIn"), path, errors);
    ListValue values = codes.listOrEmpty("values");
    if (values.size() > MAX_EXIT_CODES) {
      errors.tooMany(path.child("values"), values.size(), MAX_EXIT_CODES);
    }
  }

  /// Whether an exit code is among the values; for rules that forbid some.
  static boolean hasCode(ListValue values, long code) {
    for (Value value : values) {
      if (value instanceof Int number && number.value() == code) {
        return true;
      }
    }
    return false;
  }
}
