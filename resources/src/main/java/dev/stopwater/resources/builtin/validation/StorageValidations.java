package dev.stopwater.resources.builtin.validation;

import java.util.Map;

/// The rules of `storage.k8s.io`, by [dev.stopwater.resources.definition.Definition#tableKey()].
final class StorageValidations {

  static final Map<String, KindValidation> TABLE =
      Map.of(
          "storage.k8s.io/StorageClass", StorageClassValidation.STORAGE,
          "storage.k8s.io/VolumeAttributesClass", StorageClassValidation.ATTRIBUTES,
          "storage.k8s.io/CSIDriver", CsiDriverValidation.RULES,
          "storage.k8s.io/CSINode", CsiNodeValidation.RULES,
          "storage.k8s.io/CSIStorageCapacity", CsiStorageCapacityValidation.RULES,
          "storage.k8s.io/VolumeAttachment", VolumeAttachmentValidation.RULES);

  private StorageValidations() {}
}
