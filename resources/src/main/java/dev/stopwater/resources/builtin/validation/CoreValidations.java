package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;
import java.util.Map;

/// The rules of the core group, by [dev.stopwater.resources.definition.Definition#tableKey()].
final class CoreValidations {

  private static final KindValidation POD_TEMPLATE =
      KindValidation.of(CoreValidations::podTemplate).revalidatedBefore();
  private static final KindValidation BINDING =
      KindValidation.of(CoreValidations::binding).withoutMetadata();

  static final Map<String, KindValidation> TABLE =
      Map.ofEntries(
          Map.entry("Binding", BINDING),
          Map.entry("ConfigMap", ConfigValidation.CONFIG_MAP),
          Map.entry("Endpoints", EndpointsValidation.RULES),
          Map.entry("Event", EventValidation.RULES),
          Map.entry("LimitRange", LimitRangeValidation.RULES),
          Map.entry("Namespace", NamespaceValidation.RULES),
          Map.entry("Node", NodeValidation.RULES),
          Map.entry("PersistentVolume", VolumeObjectValidation.RULES),
          Map.entry("PersistentVolumeClaim", ClaimValidation.RULES),
          Map.entry("Pod", PodValidation.RULES),
          Map.entry("PodTemplate", POD_TEMPLATE),
          Map.entry("ReplicationController", ControllerValidation.RULES),
          Map.entry("ResourceQuota", QuotaValidation.RULES),
          Map.entry("Secret", ConfigValidation.SECRET),
          Map.entry("Service", ServiceValidation.RULES),
          Map.entry("ServiceAccount", KindValidation.PLAIN.revalidatedAfter()));

  private CoreValidations() {}

  private static void podTemplate(MapValue object, FieldErrors errors) {
    PodTemplateValidation.check(object.mapOrEmpty("template"), Path.of("template"), errors);
  }

  private static void binding(MapValue binding, FieldErrors errors) {
    MapValue target = binding.mapOrEmpty("target");
    Path at = Path.of("target");
    String kind = target.text("kind", "");
    if (!kind.isEmpty() && !kind.equals("Node")) {
      errors.notSupportedText(at.child("kind"), kind, List.of("Node", "<empty>"));
    }
    Fields.required(target, "name", at, errors);
  }
}
