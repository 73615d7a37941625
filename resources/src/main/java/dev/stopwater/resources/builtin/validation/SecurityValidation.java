package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.value.Int;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rules for security contexts.
final class SecurityValidation {

  private static final List<String> PROFILES = List.of("Localhost", "RuntimeDefault", "Unconfined");
  private static final int MAX_PROFILE = 4095;

  private SecurityValidation() {}

  static void ofPod(MapValue spec, Path at, FieldErrors errors) {
    MapValue context = spec.map("securityContext");
    if (context != null) {
      identities(context, at, errors);
    }
    boolean shared = spec.flag("shareProcessNamespace");
    if (context != null && shared && spec.flag("hostPID")) {
      errors.invalid(
          at.child("shareProcessNamespace"),
          "true",
          "ShareProcessNamespace and HostPID cannot both be enabled");
    }
    if (context == null) {
      return;
    }
    Sysctls.check(spec, context, at.child("sysctls"), errors);
    Fields.supportedIfSet(
        context, "fsGroupChangePolicy", List.of("Always", "OnRootMismatch"), at, errors);
    Fields.map(context, "seccompProfile", SecurityValidation::seccomp, at, errors);
    Fields.map(context, "windowsOptions", WindowsValidation::options, at, errors);
    Fields.map(context, "appArmorProfile", SecurityValidation::appArmor, at, errors);
    Fields.supportedIfSet(
        context, "supplementalGroupsPolicy", List.of("Merge", "Strict"), at, errors);
    if (Fields.isSet(context, "seLinuxChangePolicy")) {
      Fields.supported(context, "seLinuxChangePolicy", List.of("Recursive"), at, errors);
    }
  }

  private static void identities(MapValue context, Path at, FieldErrors errors) {
    for (String field : List.of("fsGroup", "runAsUser", "runAsGroup")) {
      identity(context.find(field), at.child(field), errors);
    }
    ListValue groups = context.listOrEmpty("supplementalGroups");
    for (int i = 0; i < groups.size(); i++) {
      identity(groups.at(i), at.child("supplementalGroups").index(i), errors);
    }
  }

  private static void identity(@Nullable Value value, Path at, FieldErrors errors) {
    if (value instanceof Int id && (id.value() < 0 || id.value() > Integer.MAX_VALUE)) {
      errors.invalid(at, Long.toString(id.value()), Numbers.inclusive(0, Integer.MAX_VALUE));
    }
  }

  static void ofContainer(MapValue spec, MapValue container, Path at, FieldErrors errors) {
    MapValue context = container.map("securityContext");
    if (context == null) {
      return;
    }
    identity(context.find("runAsUser"), at.child("runAsUser"), errors);
    identity(context.find("runAsGroup"), at.child("runAsGroup"), errors);
    procMount(spec, context, at, errors);
    Fields.map(context, "seccompProfile", SecurityValidation::seccomp, at, errors);
    escalation(context, at, errors);
    Fields.map(context, "windowsOptions", WindowsValidation::options, at, errors);
    Fields.map(context, "appArmorProfile", SecurityValidation::appArmor, at, errors);
  }

  private static void procMount(MapValue spec, MapValue context, Path at, FieldErrors errors) {
    Fields.supportedIfSet(context, "procMount", List.of("Default", "Unmasked"), at, errors);
    String mount = context.text("procMount", "");
    boolean hostUsers = !Fields.isSet(spec, "hostUsers") || spec.flag("hostUsers");
    if (mount.equals("Unmasked") && hostUsers) {
      errors.invalidText(
          at.child("procMount"), mount, "`hostUsers` must be false to use `Unmasked`");
    }
  }

  private static void escalation(MapValue context, Path at, FieldErrors errors) {
    boolean forbidden =
        Fields.isSet(context, "allowPrivilegeEscalation")
            && !context.flag("allowPrivilegeEscalation");
    if (!forbidden) {
      return;
    }
    if (context.flag("privileged")) {
      errors.invalid(
          at,
          GoObjects.json("SecurityContext", context),
          "cannot set `allowPrivilegeEscalation` to false and `privileged` to true");
    }
    if (context.mapOrEmpty("capabilities").listOrEmpty("add").texts().contains("CAP_SYS_ADMIN")) {
      errors.invalid(
          at,
          GoObjects.json("SecurityContext", context),
          "cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN");
    }
  }

  private static void seccomp(MapValue profile, Path at, FieldErrors errors) {
    String type = profile.text("type", "");
    Path local = at.child("localhostProfile");
    boolean set = Fields.isSet(profile, "localhostProfile");
    if (type.equals("Localhost")) {
      if (set) {
        Paths.relative(profile.text("localhostProfile", ""), local, errors);
      } else {
        errors.required(local, "must be set when seccomp type is Localhost");
      }
      return;
    }
    if (set) {
      errors.invalid(
          local,
          GoObjects.json("SeccompProfile", profile),
          "can only be set when seccomp type is Localhost");
    }
    if (type.isEmpty()) {
      errors.required(at.child("type"), "type is required when seccompProfile is set");
    } else {
      Fields.supported(profile, "type", PROFILES, at, errors);
    }
  }

  private static void appArmor(MapValue profile, Path at, FieldErrors errors) {
    String type = profile.text("type", "");
    Path local = at.child("localhostProfile");
    boolean set = Fields.isSet(profile, "localhostProfile");
    String name = profile.text("localhostProfile", "");
    if (type.equals("Localhost")) {
      if (!set || name.isEmpty()) {
        errors.required(local, "must be set when AppArmor type is Localhost");
      } else if (!name.strip().equals(name)) {
        errors.invalidText(local, name, "must not be padded with whitespace");
      }
      if (Sizes.bytes(name) > MAX_PROFILE) {
        errors.tooLong(local, MAX_PROFILE);
      }
      return;
    }
    if (PROFILES.contains(type) && set) {
      errors.invalidText(local, name, "can only be set when AppArmor type is Localhost");
    }
    if (type.isEmpty()) {
      errors.required(at.child("type"), "type is required when appArmorProfile is set");
    } else {
      Fields.supported(profile, "type", PROFILES, at, errors);
    }
  }
}
