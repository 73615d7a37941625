package dev.stopwater.resources.builtin.validation;

import static dev.stopwater.resources.builtin.validation.Fields.required;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;

/// The rules for PersistentVolumes.
final class VolumeObjectValidation {

  private static final Path SPEC = Path.of("spec");
  private static final List<String> POLICIES = List.of("Delete", "Recycle", "Retain");

  /// The sources in the order in which upstream looks for them.
  private static final List<String> TYPES =
      List.of(
          "hostPath",
          "gcePersistentDisk",
          "awsElasticBlockStore",
          "glusterfs",
          "flocker",
          "nfs",
          "rbd",
          "quobyte",
          "cephfs",
          "iscsi",
          "cinder",
          "fc",
          "flexVolume",
          "azureFile",
          "vsphereVolume",
          "photonPersistentDisk",
          "portworxVolume",
          "azureDisk",
          "scaleIO",
          "local",
          "storageos",
          "csi");

  private static final String MOUNT_OPTIONS = "volume.beta.kubernetes.io/mount-options";

  /// The sources that take mount options from an annotation.
  private static final List<String> MOUNTABLE =
      List.of(
          "gcePersistentDisk",
          "awsElasticBlockStore",
          "glusterfs",
          "nfs",
          "rbd",
          "quobyte",
          "iscsi",
          "cephfs",
          "cinder",
          "azureFile",
          "vsphereVolume",
          "azureDisk");

  static final KindValidation RULES =
      KindValidation.of(VolumeObjectValidation::create)
          .update(VolumeObjectUpdates::update)
          .revalidatedBefore();

  private VolumeObjectValidation() {}

  private static void create(MapValue volume, FieldErrors errors) {
    MapValue spec = volume.mapOrEmpty("spec");
    spec(spec, SPEC, errors);
    if (volume.textAt("metadata", "annotations", MOUNT_OPTIONS) != null
        && MOUNTABLE.stream().allMatch(type -> spec.map(type) == null)) {
      errors.forbidden(
          Path.of("metadata", "annotations", MOUNT_OPTIONS),
          "may not specify mount options for this volume type");
    }
  }

  /// @param at where the spec is: in a volume, or inline in an attachment
  static void spec(MapValue spec, Path at, FieldErrors errors) {
    if (spec.listOrEmpty("accessModes").isEmpty()) {
      errors.required(at.child("accessModes"));
    }
    ClaimValidation.accessModes(spec, at.child("accessModes"), errors);
    capacity(spec, at.child("capacity"), errors);
    if (!spec.text("persistentVolumeReclaimPolicy", "").isEmpty()) {
      Fields.supported(spec, "persistentVolumeReclaimPolicy", POLICIES, at, errors);
    }
    Fields.map(spec, "nodeAffinity", VolumeObjectValidation::affinity, at, errors);
    source(spec, at, errors);
    root(spec, at, errors);
    Fields.ifNotEmpty(spec, "storageClassName", Names::dnsSubdomain, at, errors);
    Fields.supportedIfSet(spec, "volumeMode", List.of("Block", "Filesystem"), at, errors);
    attributesClass(spec, at, errors);
  }

  private static void capacity(MapValue spec, Path at, FieldErrors errors) {
    MapValue capacity = spec.mapOrEmpty("capacity");
    if (capacity.isEmpty()) {
      errors.required(at);
    }
    if (!capacity.has("storage") || capacity.size() > 1) {
      errors.notSupported(at, ShownValue.of(spec.find("capacity")), List.of("storage"));
    }
    if (capacity.has("storage")) {
      Quantities.positive(Quantities.of(capacity.find("storage")), at.key("storage"), errors);
    }
  }

  private static void affinity(MapValue affinity, Path at, FieldErrors errors) {
    MapValue needed = affinity.map("required");
    if (needed == null) {
      errors.required(at.child("required"), "must specify required node constraints");
    } else {
      NodeSelectors.required(needed, at.child("required"), errors);
    }
  }

  private static void source(MapValue spec, Path at, FieldErrors errors) {
    int found = 0;
    for (String type : TYPES) {
      MapValue source = spec.map(type);
      if (source == null) {
        continue;
      }
      if (found++ > 0) {
        errors.forbidden(at.child(type), "may not specify more than 1 volume type");
        continue;
      }
      Path path = at.child(type.equals("gcePersistentDisk") ? "persistentDisk" : type);
      if (!VolumeSources.check(type, source, path, errors)) {
        own(spec, type, source, at, path, errors);
      }
    }
    if (found == 0) {
      errors.required(at, "must specify a volume type");
    }
  }

  private static void own(
      MapValue spec, String type, MapValue source, Path owner, Path at, FieldErrors errors) {
    switch (type) {
      case "glusterfs" -> glusterfs(source, at, errors);
      case "iscsi" -> VolumeSources.iscsi(source, VolumeValidation::namedSecret, at, errors);
      case "cinder" -> {
        required(source, "volumeID", at, errors);
        Fields.map(source, "secretRef", VolumeObjectValidation::secret, at, errors);
      }
      case "azureFile" -> azureFile(source, at, errors);
      case "local" -> {
        if (required(source, "path", at, errors)) {
          Paths.noBacksteps(source.text("path", ""), at.child("path"), errors);
        }
        if (!Fields.isSet(spec, "nodeAffinity")) {
          errors.required(owner.child("nodeAffinity"), "Local volume requires node affinity");
        }
      }
      case "storageos" -> {
        if (required(source, "volumeName", at, errors)) {
          Fields.text(source, "volumeName", Names::dnsLabel, at, errors);
        }
        Fields.ifNotEmpty(source, "volumeNamespace", Names::dnsLabel, at, errors);
        Fields.map(source, "secretRef", VolumeObjectValidation::secret, at, errors);
      }
      default -> csi(source, at, errors);
    }
  }

  private static void glusterfs(MapValue source, Path at, FieldErrors errors) {
    required(source, "endpoints", at, errors);
    required(source, "path", at, errors);
    if (Fields.isSet(source, "endpointsNamespace")) {
      String namespace = source.text("endpointsNamespace", "");
      if (!Names.dnsLabel(namespace).isEmpty()) {
        errors.invalidText(
            at.child("endpointsNamespace"),
            namespace,
            "if the endpointnamespace is set, it must be a valid namespace name");
      }
    }
  }

  private static void azureFile(MapValue source, Path at, FieldErrors errors) {
    required(source, "secretName", at, errors);
    required(source, "shareName", at, errors);
    if (Fields.isSet(source, "secretNamespace")) {
      required(source, "secretNamespace", at, errors);
    }
  }

  private static void secret(MapValue reference, Path at, FieldErrors errors) {
    required(reference, "name", at, errors);
    if (required(reference, "namespace", at, errors)) {
      Fields.text(reference, "namespace", Names::dnsLabel, at, errors);
    }
  }

  private static void csi(MapValue source, Path at, FieldErrors errors) {
    VolumeSources.driver(source.text("driver", ""), at.child("driver"), errors);
    required(source, "volumeHandle", at, errors);
    for (String reference :
        List.of(
            "controllerPublishSecretRef",
            "controllerExpandSecretRef",
            "nodePublishSecretRef",
            "nodeExpandSecretRef")) {
      Fields.map(source, reference, VolumeObjectValidation::secret, at, errors);
    }
  }

  private static void root(MapValue spec, Path at, FieldErrors errors) {
    String path = spec.mapOrEmpty("hostPath").text("path", "");
    boolean recycled = spec.text("persistentVolumeReclaimPolicy", "").equals("Recycle");
    if (recycled && path.matches("/+(\\./*)*")) {
      errors.forbidden(
          at.child("persistentVolumeReclaimPolicy"),
          "may not be 'recycle' for a hostPath mount of '/'");
    }
  }

  private static void attributesClass(MapValue spec, Path at, FieldErrors errors) {
    if (!Fields.isSet(spec, "volumeAttributesClassName")) {
      return;
    }
    if (required(spec, "volumeAttributesClassName", at, "an empty string is disallowed", errors)) {
      Fields.text(spec, "volumeAttributesClassName", Names::dnsSubdomain, at, errors);
    }
    if (!Fields.isSet(spec, "csi")) {
      errors.required(at.child("csi"), "has to be specified when using volumeAttributesClassName");
    }
  }
}
