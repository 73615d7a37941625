package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The rules for kernel parameters of a pod.
final class Sysctls {

  private static final int MAX_LENGTH = 253;
  private static final String RULE =
      "must have at most 253 characters and match regex"
          + " ^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$";
  private static final List<String> OF_IPC =
      List.of("kernel.shm", "kernel.msg", "kernel.sem", "fs.mqueue.");

  private Sysctls() {}

  static void check(MapValue spec, MapValue context, Path at, FieldErrors errors) {
    Set<String> names = new HashSet<>();
    ListValue sysctls = context.listOrEmpty("sysctls");
    for (int i = 0; i < sysctls.size(); i++) {
      String name = sysctls.mapAt(i).text("name", "");
      Path path = at.index(i).child("name");
      if (name.isEmpty()) {
        errors.required(path);
      } else if (!wellFormed(name)) {
        errors.invalidText(path, name, RULE);
      } else if (!names.add(name)) {
        errors.duplicateText(path, name);
      }
      notOfHost(spec, name, path, errors);
    }
  }

  private static boolean wellFormed(String name) {
    if (name.length() > MAX_LENGTH) {
      return false;
    }
    for (String part : name.split("[./]", -1)) {
      boolean plain =
          part.chars().allMatch(c -> lowerOrDigit(c) || c == '-' || c == '_')
              && !part.isEmpty()
              && lowerOrDigit(part.charAt(0))
              && lowerOrDigit(part.charAt(part.length() - 1));
      if (!plain) {
        return false;
      }
    }
    return true;
  }

  private static boolean lowerOrDigit(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  private static void notOfHost(MapValue spec, String name, Path at, FieldErrors errors) {
    String dotted = name.replace('/', '.');
    if (spec.flag("hostNetwork") && dotted.startsWith("net.")) {
      errors.invalidText(at, name, "may not be specified when 'hostNetwork' is true");
    }
    if (spec.flag("hostIPC") && OF_IPC.stream().anyMatch(dotted::startsWith)) {
      errors.invalidText(at, name, "may not be specified when 'hostIPC' is true");
    }
  }
}
