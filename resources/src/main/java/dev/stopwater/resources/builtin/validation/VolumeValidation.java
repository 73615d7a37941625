package dev.stopwater.resources.builtin.validation;

import static dev.stopwater.resources.builtin.validation.Fields.required;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.quantity.Quantity;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The rules for the volumes of a pod.
final class VolumeValidation {

  /// The types of volumes in the order in which upstream looks for them: the second one found is
  /// complained of.
  private static final List<String> TYPES =
      List.of(
          "emptyDir",
          "hostPath",
          "gitRepo",
          "gcePersistentDisk",
          "awsElasticBlockStore",
          "secret",
          "nfs",
          "iscsi",
          "glusterfs",
          "flocker",
          "persistentVolumeClaim",
          "rbd",
          "cinder",
          "cephfs",
          "quobyte",
          "downwardAPI",
          "fc",
          "flexVolume",
          "configMap",
          "azureFile",
          "vsphereVolume",
          "photonPersistentDisk",
          "portworxVolume",
          "azureDisk",
          "storageos",
          "projected",
          "scaleIO",
          "csi",
          "ephemeral",
          "image");

  private VolumeValidation() {}

  /// @param spec the pod's, since projected tokens need its service account
  /// @return the volumes without a fault: containers can mount no others
  static ListValue volumes(MapValue spec, Path at, FieldErrors errors) {
    ListValue sound = new ListValue();
    ListValue volumes = spec.listOrEmpty("volumes");
    Set<String> names = new HashSet<>();
    for (int i = 0; i < volumes.size(); i++) {
      MapValue volume = volumes.mapAt(i);
      Path path = at.child("volumes").index(i);
      FieldErrors own = new FieldErrors();
      source(spec, volume, path, own);
      name(volume, names, path, own);
      errors.addAll(own.all());
      if (own.isEmpty()) {
        names.add(volume.text("name", ""));
        sound.add(volume);
      }
    }
    return sound;
  }

  private static void name(MapValue volume, Set<String> names, Path at, FieldErrors errors) {
    String name = volume.text("name", "");
    if (name.isEmpty()) {
      errors.required(at.child("name"));
      return;
    }
    Fields.faults(name, Names::dnsLabel, at.child("name"), errors);
    if (names.contains(name)) {
      errors.duplicateText(at.child("name"), name);
    }
  }

  private static void source(MapValue spec, MapValue volume, Path at, FieldErrors errors) {
    int found = 0;
    for (String type : TYPES) {
      MapValue source = volume.map(type);
      if (source == null) {
        continue;
      }
      if (found++ > 0) {
        errors.forbidden(at.child(type), "may not specify more than 1 volume type");
      } else {
        Path path = at.child(type.equals("gcePersistentDisk") ? "persistentDisk" : type);
        source(spec, type, source, path, errors);
      }
    }
    if (found == 0) {
      errors.required(at, "must specify a volume type");
    }
  }

  private static void source(
      MapValue spec, String type, MapValue source, Path at, FieldErrors errors) {
    if (VolumeSources.check(type, source, at, errors)) {
      return;
    }
    switch (type) {
      case "emptyDir" -> emptyDir(source, at, errors);
      case "gitRepo" -> gitRepo(source, at, errors);
      case "secret" -> keyed(source, "secretName", at, errors);
      case "configMap" -> keyed(source, "name", at, errors);
      case "iscsi" -> VolumeSources.iscsi(source, VolumeValidation::namedSecret, at, errors);
      case "glusterfs" -> {
        required(source, "endpoints", at, errors);
        required(source, "path", at, errors);
      }
      case "persistentVolumeClaim" -> required(source, "claimName", at, errors);
      case "cinder" -> {
        required(source, "volumeID", at, errors);
        Fields.map(source, "secretRef", VolumeValidation::namedSecret, at, errors);
      }
      case "downwardAPI" -> downward(source, at, errors);
      case "azureFile" -> {
        required(source, "secretName", at, errors);
        required(source, "shareName", at, errors);
      }
      case "storageos" -> storageOs(source, at, errors);
      case "projected" -> ProjectedVolumes.check(spec, source, at, errors);
      case "csi" -> {
        VolumeSources.driver(source.text("driver", ""), at.child("driver"), errors);
        Fields.map(source, "nodePublishSecretRef", VolumeValidation::namedSecret, at, errors);
      }
      case "ephemeral" -> ephemeral(source, at, errors);
      case "image" -> image(source, at, errors);
      default -> throw new IllegalStateException("a type of volume without rules: " + type);
    }
  }

  private static void emptyDir(MapValue source, Path at, FieldErrors errors) {
    Quantity limit = Quantities.of(source.find("sizeLimit"));
    if (limit.sign() < 0) {
      errors.forbidden(at.child("sizeLimit"), "SizeLimit field must be a valid resource quantity");
    }
  }

  private static void gitRepo(MapValue source, Path at, FieldErrors errors) {
    required(source, "repository", at, errors);
    Paths.relative(source.text("directory", ""), at.child("directory"), errors);
  }

  private static void keyed(MapValue source, String name, Path at, FieldErrors errors) {
    required(source, name, at, errors);
    mode(source, "defaultMode", at, errors);
    items(source, at, errors);
  }

  static void items(MapValue source, Path at, FieldErrors errors) {
    Fields.each(source, "items", VolumeValidation::item, at, errors);
  }

  private static void item(MapValue item, Path at, FieldErrors errors) {
    required(item, "key", at, errors);
    if (required(item, "path", at, errors)) {
      Paths.unreserved(item.text("path", ""), at.child("path"), errors);
    }
    mode(item, "mode", at, errors);
  }

  static void mode(MapValue owner, String field, Path at, FieldErrors errors) {
    Long mode = owner.integer(field);
    if (mode != null && (mode < 0 || mode > 0777)) {
      errors.invalid(
          at.child(field),
          mode.toString(),
          "must be a number between 0 and 0777 (octal), both inclusive");
    }
  }

  static void namedSecret(MapValue reference, Path at, FieldErrors errors) {
    required(reference, "name", at, errors);
  }

  private static void downward(MapValue source, Path at, FieldErrors errors) {
    mode(source, "defaultMode", at, errors);
    source.listOrEmpty("items").maps().forEach(item -> downwardFile(item, at, errors));
  }

  /// One file of a downward API volume; the path does not tell which.
  static void downwardFile(MapValue file, Path at, FieldErrors errors) {
    if (required(file, "path", at, errors)) {
      Paths.unreserved(file.text("path", ""), at.child("path"), errors);
    }
    MapValue field = file.map("fieldRef");
    MapValue resource = file.map("resourceFieldRef");
    if (field != null) {
      EnvValidation.fieldRef(field, EnvValidation.VOLUME_FIELDS, at.child("fieldRef"), errors);
      if (resource != null) {
        errors.invalidText(
            at, "resource", "fieldRef and resourceFieldRef can not be specified simultaneously");
      }
    } else if (resource != null) {
      EnvValidation.resourceRef(resource, true, at.child("resourceFieldRef"), errors);
    } else {
      errors.required(at, "one of fieldRef and resourceFieldRef is required");
    }
    mode(file, "mode", at, errors);
  }

  private static void storageOs(MapValue source, Path at, FieldErrors errors) {
    if (required(source, "volumeName", at, errors)) {
      Fields.text(source, "volumeName", Names::dnsLabel, at, errors);
    }
    Fields.ifNotEmpty(source, "volumeNamespace", Names::dnsLabel, at, errors);
    Fields.map(source, "secretRef", VolumeValidation::namedSecret, at, errors);
  }

  private static void ephemeral(MapValue source, Path at, FieldErrors errors) {
    MapValue template = source.map("volumeClaimTemplate");
    if (template == null) {
      errors.required(at.child("volumeClaimTemplate"));
    } else {
      ClaimValidation.template(template, at.child("volumeClaimTemplate"), errors);
    }
  }

  private static void image(MapValue source, Path at, FieldErrors errors) {
    required(source, "reference", at, errors);
    Fields.supportedIfSet(source, "pullPolicy", ContainerValidation.PULL_POLICIES, at, errors);
  }
}
