package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;

/// The rules of VolumeAttachments.
final class VolumeAttachmentValidation {

  static final KindValidation RULES =
      KindValidation.of(VolumeAttachmentValidation::create)
          .update(VolumeAttachmentValidation::update)
          .status(VolumeAttachmentValidation::status)
          .revalidatedBefore();

  private static final Path SPEC = Path.of("spec");
  private static final Path SOURCE = SPEC.child("source");
  private static final Path STATUS = Path.of("status");
  private static final InternalForm FORM =
      InternalForm.of(
          "Attacher:text Source:{PersistentVolumeName:any InlineVolumeSpec:any} NodeName:text");
  private static final int LONGEST_MESSAGE = 1024;
  private static final int LARGEST_METADATA = 256 << 10;

  private VolumeAttachmentValidation() {}

  private static void create(MapValue object, FieldErrors errors) {
    MapValue spec = object.mapOrEmpty("spec");
    attacher(spec.text("attacher", ""), errors);
    source(spec.mapOrEmpty("source"), errors);
    String node = spec.text("nodeName", "");
    Faults.invalidText(SPEC.child("nodeName"), node, Names.dnsSubdomain(node), errors);
    state(object.mapOrEmpty("status"), errors);
  }

  private static void attacher(String name, FieldErrors errors) {
    Path at = SPEC.child("attacher");
    if (name.isEmpty()) {
      errors.required(at);
    } else {
      CsiDriverValidation.name(name, at, errors);
    }
  }

  private static void source(MapValue source, FieldErrors errors) {
    String name = source.text("persistentVolumeName");
    MapValue inline = source.map("inlineVolumeSpec");
    if (name == null && inline == null) {
      errors.required(
          SOURCE, "must specify exactly one of inlineVolumeSpec and persistentVolumeName");
    } else if (name != null && inline != null) {
      errors.forbidden(
          SOURCE, "must specify exactly one of inlineVolumeSpec and persistentVolumeName");
    } else if (name != null) {
      volumeName(name, SOURCE.child("persistentVolumeName"), errors);
    } else if (inline != null) {
      inline(inline, SOURCE.child("inlineVolumeSpec"), errors);
    }
  }

  private static void volumeName(String name, Path at, FieldErrors errors) {
    if (name.isEmpty()) {
      errors.required(at, "must specify non empty persistentVolumeName");
    }
    Faults.invalidText(at, name, Names.dnsSubdomain(name), errors);
  }

  private static void inline(MapValue inline, Path at, FieldErrors errors) {
    if (inline.map("csi") == null) {
      errors.required(at.child("csi"), "has to be specified in the context of inline volumes");
    }
    if (inline.listOrEmpty("accessModes").isEmpty()) {
      errors.required(at.child("accessModes"));
    }
    if (inline.map("csi") == null) {
      errors.required(at, "must specify a volume type");
    }
  }

  private static void update(MapValue now, MapValue old, FieldErrors errors) {
    MapValue spec = now.mapOrEmpty("spec");
    if (!Immutable.same(spec, old.mapOrEmpty("spec"))) {
      errors.invalid(SPEC, FORM.show(spec), Immutable.MESSAGE);
    }
  }

  private static void status(MapValue now, MapValue old, FieldErrors errors) {
    create(now, errors);
    update(now, old, errors);
  }

  private static void state(MapValue status, FieldErrors errors) {
    metadata(status.mapOrEmpty("attachmentMetadata"), errors);
    fault(status.mapOrEmpty("attachError"), STATUS.child("attachError"), errors);
    fault(status.mapOrEmpty("detachError"), STATUS.child("detachError"), errors);
  }

  private static void metadata(MapValue metadata, FieldErrors errors) {
    int size = 0;
    for (var entry : metadata.entries()) {
      size += Sizes.bytes(entry.getKey());
      size += entry.getValue() instanceof Text(String text) ? Sizes.bytes(text) : 0;
    }
    if (size > LARGEST_METADATA) {
      errors.tooLong(STATUS.child("attachmentMetadata"), LARGEST_METADATA);
    }
  }

  private static void fault(MapValue fault, Path at, FieldErrors errors) {
    if (Sizes.bytes(fault.text("message", "")) > LONGEST_MESSAGE) {
      errors.tooLong(at.child("message"), LONGEST_MESSAGE);
    }
    Numbers.nonNegative(fault, "errorCode", at, errors);
  }
}
