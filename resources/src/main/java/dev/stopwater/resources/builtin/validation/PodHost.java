package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.ArrayList;
import java.util.List;

/// The rules for how close a pod is to its host, and for what its operating system knows.
final class PodHost {

  private static final String NOT_WINDOWS = "cannot be set for a windows pod";
  private static final List<String> LISTS =
      List.of("containers", "initContainers", "ephemeralContainers");

  private record Place(String path, String owner, String field) {}

  /// What a pod of Windows cannot have, in upstream's order.
  private static final List<Place> POD =
      List.of(
          new Place("securityContext.appArmorProfile", "securityContext", "appArmorProfile"),
          new Place("securityContext.seLinuxOptions", "securityContext", "seLinuxOptions"),
          new Place("hostUsers", "", "hostUsers"),
          new Place("hostPID", "", "hostPID"),
          new Place("hostIPC", "", "hostIPC"),
          new Place("securityContext.seccompProfile", "securityContext", "seccompProfile"),
          new Place("securityContext.fsGroup", "securityContext", "fsGroup"),
          new Place(
              "securityContext.fsGroupChangePolicy", "securityContext", "fsGroupChangePolicy"),
          new Place("securityContext.sysctls", "securityContext", "sysctls"),
          new Place("shareProcessNamespace", "", "shareProcessNamespace"),
          new Place("securityContext.runAsUser", "securityContext", "runAsUser"),
          new Place("securityContext.runAsGroup", "securityContext", "runAsGroup"),
          new Place("securityContext.supplementalGroups", "securityContext", "supplementalGroups"),
          new Place(
              "securityContext.supplementalGroupsPolicy",
              "securityContext",
              "supplementalGroupsPolicy"));

  private static final List<String> CONTAINER =
      List.of(
          "appArmorProfile",
          "seLinuxOptions",
          "seccompProfile",
          "capabilities",
          "readOnlyRootFilesystem",
          "privileged",
          "allowPrivilegeEscalation",
          "procMount",
          "runAsUser",
          "runAsGroup");

  private PodHost() {}

  static void hostUsers(MapValue spec, Path at, FieldErrors errors) {
    if (!Fields.isSet(spec, "hostUsers") || spec.flag("hostUsers")) {
      return;
    }
    String detail = "when `hostUsers` is false";
    if (spec.flag("hostNetwork")) {
      errors.forbidden(at.child("hostNetwork"), detail);
    }
    if (spec.flag("hostPID")) {
      errors.forbidden(at.child("HostPID"), detail);
    }
    if (spec.flag("hostIPC")) {
      errors.forbidden(at.child("HostIPC"), detail);
    }
  }

  /// Containers that run as processes of a Windows host: all of them do, or none.
  static void hostProcess(MapValue spec, Path at, FieldErrors errors) {
    MapValue pod = spec.mapOrEmpty("securityContext").mapOrEmpty("windowsOptions");
    boolean podWide = pod.flag("hostProcess");
    List<Boolean> each = new ArrayList<>();
    for (String list : LISTS) {
      ListValue containers = spec.listOrEmpty(list);
      for (int i = 0; i < containers.size(); i++) {
        MapValue own =
            containers.mapAt(i).mapOrEmpty("securityContext").mapOrEmpty("windowsOptions");
        boolean said = Fields.isSet(own, "hostProcess");
        if (said && Fields.isSet(pod, "hostProcess") && own.flag("hostProcess") != podWide) {
          errors.invalid(
              at.child(list)
                  .index(i)
                  .child("securityContext")
                  .child("windowsOptions")
                  .child("hostProcess"),
              Boolean.toString(own.flag("hostProcess")),
              "pod hostProcess value must be identical if both are specified, was " + podWide);
          continue;
        }
        each.add(said ? own.flag("hostProcess") : podWide);
      }
    }
    if (!each.contains(true)) {
      return;
    }
    if (each.contains(false)) {
      errors.invalidText(
          at,
          "",
          "If pod contains any hostProcess containers then all containers must be HostProcess"
              + " containers");
    }
    if (!spec.flag("hostNetwork")) {
      errors.invalid(
          at.child("hostNetwork"),
          "false",
          "hostNetwork must be true if pod contains any hostProcess containers");
    }
  }

  /// @param at where `spec` is
  static void os(MapValue spec, MapValue os, Path at, FieldErrors errors) {
    String name = os.text("name", "");
    switch (name) {
      case "" -> errors.required(at.child("os").child("name"));
      case "linux" -> linux(spec, at, errors);
      case "windows" -> windows(spec, at, errors);
      default -> errors.notSupportedText(at.child("os"), name, List.of("linux", "windows"));
    }
  }

  private static void linux(MapValue spec, Path at, FieldErrors errors) {
    if (Fields.isSet(spec.mapOrEmpty("securityContext"), "windowsOptions")) {
      noWindowsOptions(at, errors);
    }
    for (String list : LISTS) {
      ListValue containers = spec.listOrEmpty(list);
      for (int i = 0; i < containers.size(); i++) {
        if (Fields.isSet(containers.mapAt(i).mapOrEmpty("securityContext"), "windowsOptions")) {
          noWindowsOptions(at.child(list).index(i), errors);
        }
      }
    }
  }

  private static void noWindowsOptions(Path at, FieldErrors errors) {
    errors.forbidden(
        at.child("securityContext").child("windowsOptions"),
        "windows options cannot be set for a linux pod");
  }

  private static void windows(MapValue spec, Path at, FieldErrors errors) {
    for (Place place : POD) {
      MapValue owner = place.owner().isEmpty() ? spec : spec.mapOrEmpty(place.owner());
      boolean flag = place.field().startsWith("hostPID") || place.field().startsWith("hostIPC");
      boolean set = flag ? owner.flag(place.field()) : isSetAndNotEmpty(owner, place.field());
      if (set) {
        errors.forbidden(at.child(place.path()), NOT_WINDOWS);
      }
    }
    for (String list : LISTS) {
      ListValue containers = spec.listOrEmpty(list);
      for (int i = 0; i < containers.size(); i++) {
        MapValue context = containers.mapAt(i).mapOrEmpty("securityContext");
        Path path = at.child(list).index(i).child("securityContext");
        for (String field : CONTAINER) {
          if (Fields.isSet(context, field)) {
            errors.forbidden(path.child(field), NOT_WINDOWS);
          }
        }
      }
    }
  }

  private static boolean isSetAndNotEmpty(MapValue owner, String field) {
    return owner.find(field) instanceof ListValue list
        ? !list.isEmpty()
        : Fields.isSet(owner, field);
  }
}
