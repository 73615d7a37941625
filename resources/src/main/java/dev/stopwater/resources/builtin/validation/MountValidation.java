package dev.stopwater.resources.builtin.validation;

import static dev.stopwater.resources.builtin.validation.Fields.required;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.GoQuote;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules for the volumes that a container mounts or uses as devices.
final class MountValidation {

  private static final List<String> PROPAGATIONS =
      List.of("Bidirectional", "HostToContainer", "None");
  private static final List<String> RECURSIVE = List.of("Disabled", "Enabled", "IfPossible");

  private MountValidation() {}

  static void mounts(MapValue spec, MapValue container, Path at, FieldErrors errors) {
    Set<String> paths = new HashSet<>();
    ListValue mounts = container.listOrEmpty("volumeMounts");
    ListValue devices = container.listOrEmpty("volumeDevices");
    for (int i = 0; i < mounts.size(); i++) {
      MapValue mount = mounts.mapAt(i);
      Path path = at.child("volumeMounts").index(i);
      String mountPath = mount.text("mountPath", "");
      named(spec, mount, path, errors);
      required(mount, "mountPath", path, errors);
      if (!paths.add(mountPath)) {
        errors.invalidText(path.child("mountPath"), mountPath, "must be unique");
      }
      if (has(devices, "name", mount.text("name", ""))) {
        errors.invalidText(
            path.child("name"), mount.text("name", ""), "must not already exist in volumeDevices");
      }
      if (has(devices, "devicePath", mountPath)) {
        errors.invalidText(
            path.child("mountPath"),
            mountPath,
            "must not already exist as a path in volumeDevices");
      }
      subPaths(mount, at.child("volumeMounts"), path, errors);
      propagation(container, mount, at.child("volumeMounts"), errors);
    }
  }

  private static void named(MapValue spec, MapValue mount, Path at, FieldErrors errors) {
    required(mount, "name", at, errors);
    String name = mount.text("name", "");
    if (volume(spec, name) == null) {
      errors.notFound(at.child("name"), GoQuote.quote(name));
    }
  }

  private static @Nullable MapValue volume(MapValue spec, String name) {
    for (MapValue volume : spec.listOrEmpty("volumes").maps()) {
      if (!name.isEmpty() && volume.text("name", "").equals(name)) {
        return volume;
      }
    }
    return null;
  }

  private static boolean has(ListValue list, String field, String value) {
    return list.maps().stream().anyMatch(item -> item.text(field, "").equals(value));
  }

  private static void subPaths(MapValue mount, Path list, Path at, FieldErrors errors) {
    String path = mount.text("subPath", "");
    String expression = mount.text("subPathExpr", "");
    if (!path.isEmpty()) {
      Paths.relative(path, list.child("subPath"), errors);
    }
    if (!expression.isEmpty()) {
      if (!path.isEmpty()) {
        errors.invalidText(
            at.child("subPathExpr"), expression, "subPathExpr and subPath are mutually exclusive");
      }
      Paths.relative(expression, list.child("subPathExpr"), errors);
    }
  }

  private static void propagation(
      MapValue container, MapValue mount, Path list, FieldErrors errors) {
    String propagation = mount.text("mountPropagation", "");
    if (Fields.isSet(mount, "mountPropagation")) {
      Fields.supported(mount, "mountPropagation", PROPAGATIONS, list, errors);
      if (propagation.equals("Bidirectional")
          && !container.mapOrEmpty("securityContext").flag("privileged")) {
        errors.forbidden(
            list.child("mountPropagation"),
            "Bidirectional mount propagation is available only to privileged containers");
      }
    }
    recursiveReadOnly(mount, propagation, list.child("recursiveReadOnly"), errors);
  }

  private static void recursiveReadOnly(
      MapValue mount, String propagation, Path at, FieldErrors errors) {
    if (!Fields.isSet(mount, "recursiveReadOnly")) {
      return;
    }
    String mode = mount.text("recursiveReadOnly", "");
    switch (mode) {
      case "Disabled" -> {}
      case "Enabled", "IfPossible" -> {
        if (!mount.flag("readOnly")) {
          errors.forbidden(at, "may only be specified when readOnly is true");
        }
        if (!propagation.isEmpty() && !propagation.equals("None")) {
          errors.forbidden(
              at, "may only be specified when mountPropagation is None or not specified");
        }
      }
      default -> errors.notSupportedText(at, mode, RECURSIVE);
    }
  }

  static void devices(MapValue spec, MapValue container, Path at, FieldErrors errors) {
    Set<String> names = new HashSet<>();
    Set<String> paths = new HashSet<>();
    ListValue devices = container.listOrEmpty("volumeDevices");
    ListValue mounts = container.listOrEmpty("volumeMounts");
    for (int i = 0; i < devices.size(); i++) {
      MapValue device = devices.mapAt(i);
      Path path = at.child("volumeDevices").index(i);
      String name = device.text("name", "");
      String devicePath = device.text("devicePath", "");
      required(device, "name", path, errors);
      if (!names.add(name)) {
        errors.invalidText(path.child("name"), name, "must be unique");
      }
      block(spec, name, path.child("name"), errors);
      devicePath(devicePath, paths, path.child("devicePath"), errors);
      if (has(mounts, "name", name)) {
        errors.invalidText(path.child("name"), name, "must not already exist in volumeMounts");
      }
      if (has(mounts, "mountPath", devicePath)) {
        errors.invalidText(
            path.child("devicePath"),
            devicePath,
            "must not already exist as a path in volumeMounts");
      }
    }
  }

  private static void block(MapValue spec, String name, Path at, FieldErrors errors) {
    MapValue volume = volume(spec, name);
    if (volume == null) {
      errors.notFound(at, GoQuote.quote(name));
    } else if (volume.map("persistentVolumeClaim") == null && volume.map("ephemeral") == null) {
      errors.invalidText(
          at,
          name,
          "can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode");
    }
  }

  private static void devicePath(String path, Set<String> paths, Path at, FieldErrors errors) {
    if (path.isEmpty()) {
      errors.required(at);
    }
    if (!paths.add(path)) {
      errors.invalidText(at, path, "must be unique");
    }
    if (List.of(path.split("/", -1)).contains("..")) {
      errors.invalidText(at, path, "can not contain backsteps ('..')");
    }
  }
}
