package dev.stopwater.resources.builtin.validation;

import static dev.stopwater.resources.builtin.validation.Fields.required;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The rules for storage that pods and PersistentVolumes name in the same way.
final class VolumeSources {

  private static final List<String> HOST_PATH_TYPES =
      List.of(
          "",
          "BlockDevice",
          "CharDevice",
          "Directory",
          "DirectoryOrCreate",
          "File",
          "FileOrCreate",
          "Socket");
  private static final int MAX_TENANT = 64;

  /// The fields that a source cannot be without, where that is all there is to say.
  private static final Map<String, List<String>> REQUIRED =
      Map.of(
          "photonPersistentDisk", List.of("pdID"),
          "portworxVolume", List.of("volumeID"),
          "vsphereVolume", List.of("volumePath"),
          "cephfs", List.of("monitors"),
          "rbd", List.of("monitors", "image"),
          "scaleIO", List.of("gateway", "system", "volumeName"));

  private VolumeSources() {}

  /// The rule for a source, if it is one of those that are the same everywhere.
  static boolean check(String type, MapValue source, Path at, FieldErrors errors) {
    List<String> needed = REQUIRED.get(type);
    if (needed != null) {
      needed.forEach(field -> required(source, field, at, errors));
      return true;
    }
    switch (type) {
      case "hostPath" -> hostPath(source, at, errors);
      case "nfs" -> nfs(source, at, errors);
      case "awsElasticBlockStore" -> disk(source, "volumeID", at, errors);
      case "gcePersistentDisk" -> disk(source, "pdName", at, errors);
      case "quobyte" -> quobyte(source, at, errors);
      case "flocker" -> flocker(source, at, errors);
      case "fc" -> fibreChannel(source, at, errors);
      case "azureDisk" -> azureDisk(source, at, errors);
      case "flexVolume" -> flexVolume(source, at, errors);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void hostPath(MapValue source, Path at, FieldErrors errors) {
    if (required(source, "path", at, errors)) {
      Paths.noBacksteps(source.text("path", ""), at.child("path"), errors);
    }
    Fields.supportedIfSet(source, "type", HOST_PATH_TYPES, at, errors);
  }

  private static void nfs(MapValue source, Path at, FieldErrors errors) {
    required(source, "server", at, errors);
    required(source, "path", at, errors);
    String path = source.text("path", "");
    if (!path.startsWith("/")) {
      errors.invalidText(at.child("path"), path, "must be an absolute path");
    }
  }

  private static void disk(MapValue source, String id, Path at, FieldErrors errors) {
    required(source, id, at, errors);
    long partition = source.integer("partition", 0);
    if (partition < 0 || partition > 255) {
      errors.invalid(at.child("partition"), Long.toString(partition), Numbers.inclusive(1, 255));
    }
  }

  private static void quobyte(MapValue source, Path at, FieldErrors errors) {
    String rule = "must be a host:port pair or multiple pairs separated by commas";
    String registry = source.text("registry", "");
    if (registry.isEmpty()) {
      errors.required(at.child("registry"), rule);
    } else if (source.text("tenant", "").length() > MAX_TENANT) {
      errors.required(
          at.child("tenant"), "must be a UUID and may not exceed a length of 64 characters");
    } else {
      for (String pair : registry.split(",", -1)) {
        if (pair.indexOf(':') < 0 || pair.startsWith(":") || pair.endsWith(":")) {
          errors.invalidText(at.child("registry"), registry, rule);
          break;
        }
      }
    }
    required(source, "volume", at, errors);
  }

  private static void flocker(MapValue source, Path at, FieldErrors errors) {
    String name = source.text("datasetName", "");
    String uuid = source.text("datasetUUID", "");
    if (name.isEmpty() && uuid.isEmpty()) {
      errors.required(at, "one of datasetName and datasetUUID is required");
    }
    if (!name.isEmpty() && !uuid.isEmpty()) {
      errors.invalidText(
          at, "resource", "datasetName and datasetUUID can not be specified simultaneously");
    }
    if (name.contains("/")) {
      errors.invalidText(at.child("datasetName"), name, "must not contain '/'");
    }
  }

  private static void fibreChannel(MapValue source, Path at, FieldErrors errors) {
    boolean names = !source.listOrEmpty("targetWWNs").isEmpty();
    boolean ids = !source.listOrEmpty("wwids").isEmpty();
    if (!names && !ids) {
      errors.required(
          at.child("targetWWNs"), "must specify either targetWWNs or wwids, but not both");
    }
    if (names && ids) {
      errors.invalid(
          at.child("targetWWNs"),
          ShownValue.of(source.find("targetWWNs")),
          "targetWWNs and wwids can not be specified simultaneously");
    }
    if (names) {
      Long lun = source.integer("lun");
      if (lun == null) {
        errors.required(at.child("lun"), "lun is required if targetWWNs is specified");
      } else {
        Numbers.inRange(source, "lun", 0, 255, at, errors);
      }
    }
  }

  private static void azureDisk(MapValue source, Path at, FieldErrors errors) {
    required(source, "diskName", at, errors);
    required(source, "diskURI", at, errors);
    Fields.supportedIfSet(
        source, "cachingMode", List.of("None", "ReadOnly", "ReadWrite"), at, errors);
    Fields.supportedIfSet(source, "kind", List.of("Dedicated", "Managed", "Shared"), at, errors);
    boolean managed = source.text("kind", "").equals("Managed");
    String uri = source.text("diskURI", "");
    if (managed && !uri.startsWith("/subscriptions")) {
      errors.notSupportedText(
          at.child("diskURI"),
          uri,
          List.of(
              "/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute"
                  + "/disks/{disk-id}"));
    }
    if (!managed && !uri.startsWith("https://")) {
      errors.notSupportedText(
          at.child("diskURI"),
          uri,
          List.of("https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd"));
    }
  }

  private static void flexVolume(MapValue source, Path at, FieldErrors errors) {
    required(source, "driver", at, errors);
    for (String key : source.mapOrEmpty("options").keys()) {
      String domain = key.contains("/") ? key.substring(0, key.indexOf('/')) : "";
      String dotted = "." + domain;
      if (dotted.endsWith(".kubernetes.io") || dotted.endsWith(".k8s.io")) {
        errors.invalidText(
            at.child("options").key(key), key, "kubernetes.io and k8s.io namespaces are reserved");
      }
    }
  }

  /// The session of an iSCSI volume.
  static void iscsi(MapValue source, Fields.Rule secret, Path at, FieldErrors errors) {
    required(source, "targetPortal", at, errors);
    if (required(source, "iqn", at, errors)) {
      IscsiNames.check(source.text("iqn", ""), at.child("iqn"), errors);
    }
    long lun = source.integer("lun", 0);
    if (lun < 0 || lun > 255) {
      errors.invalid(at.child("lun"), Long.toString(lun), Numbers.inclusive(0, 255));
    }
    boolean chap = source.flag("chapAuthDiscovery") || source.flag("chapAuthSession");
    if (chap && !Fields.isSet(source, "secretRef")) {
      errors.required(at.child("secretRef"));
    }
    if (Fields.isSet(source, "initiatorName")) {
      IscsiNames.check(source.text("initiatorName", ""), at.child("initiatorname"), errors);
    }
    Fields.map(source, "secretRef", secret, at, errors);
  }

  /// The name of a CSI driver.
  static void driver(String name, Path at, FieldErrors errors) {
    if (name.isEmpty()) {
      errors.required(at);
      return;
    }
    if (name.length() > Names.LABEL_LENGTH) {
      errors.tooLong(at, Names.LABEL_LENGTH);
    }
    Names.dnsSubdomain(name.toLowerCase(Locale.ROOT))
        .forEach(fault -> errors.invalidText(at, name, fault));
  }
}
