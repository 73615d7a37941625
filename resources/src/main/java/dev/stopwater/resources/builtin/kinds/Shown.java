package dev.stopwater.resources.builtin.kinds;

import dev.stopwater.machinery.schema.Field.WhenEmpty;
import dev.stopwater.machinery.schema.Type;
import dev.stopwater.machinery.schema.Type.Scalar;
import dev.stopwater.resources.builtin.kinds.ApiType.ApiField;
import java.util.Set;

/// What the wire shows of a field that holds Go's zero value: by rule from OpenAPI, which tells
/// what Go holds by value, and by a few exceptions that were seen on the wire.
final class Shown {

  /// Lists, maps and pointers that OpenAPI calls optional, yet are printed as `null`.
  private static final Set<String> NULL =
      Set.of(
          "AzureFilePersistentVolumeSource.secretNamespace",
          "CSINodeDriver.topologyKeys",
          "ClusterRole.rules",
          "ControllerRevision.data",
          "CustomResourceDefinitionStatus.conditions",
          "CustomResourceDefinitionStatus.storedVersions",
          "EndpointSlice.endpoints",
          "EndpointSlice.ports",
          "HorizontalPodAutoscalerStatus.currentMetrics",
          "ResourcePolicyRule.namespaces",
          "Role.rules",
          "TokenRequestSpec.boundObjectRef",
          "TypedLocalObjectReference.apiGroup",
          "TypedObjectReference.apiGroup");

  /// Fields that are held by value, or required, yet are left out when empty.
  private static final Set<String> OMITTED =
      Set.of(
          "AzureDiskVolumeSource.readOnly",
          "CapacityRequestPolicyRange.min",
          "ConfigMapEnvSource.name",
          "ConfigMapKeySelector.name",
          "ConfigMapProjection.name",
          "ConfigMapVolumeSource.name",
          "ContainerRestartRule.action",
          "ContainerRestartRuleOnExitCodes.operator",
          "FileKeySelector.optional",
          "GRPCAction.service",
          "IPAddressSpec.parentRef",
          "ImageVolumeStatus.imageRef",
          "LocalObjectReference.name",
          "NodeRuntimeHandler.name",
          "ParentReference.name",
          "ParentReference.resource",
          "PodCertificateProjection.keyType",
          "PodCertificateProjection.signerName",
          "ReplicationControllerSpec.minReadySeconds",
          "ScaleSpec.replicas",
          "SecretEnvSource.name",
          "SecretKeySelector.name",
          "SecretProjection.name",
          "TokenReviewSpec.token",
          "ValidatingAdmissionPolicyBindingSpec.policyName",
          "ValidatingAdmissionPolicyBindingSpec.validationActions");

  /// Times behind a pointer; all other times are printed as `null`.
  private static final Set<String> TIME_POINTERS =
      Set.of(
          "AllocationResult.allocationTimestamp",
          "CronJobStatus.lastScheduleTime",
          "CronJobStatus.lastSuccessfulTime",
          "DeviceTaint.timeAdded",
          "HorizontalPodAutoscalerStatus.lastScaleTime",
          "JobStatus.completionTime",
          "JobStatus.startTime",
          "LeaseSpec.acquireTime",
          "LeaseSpec.renewTime",
          "ManagedFieldsEntry.time",
          "ObjectMeta.creationTimestamp",
          "ObjectMeta.deletionTimestamp",
          "PersistentVolumeStatus.lastPhaseTransitionTime",
          "PodStatus.startTime",
          "Taint.timeAdded");

  /// Quantities and numbers-or-names that are optional and held by value.
  private static final Set<String> ZERO =
      Set.of("ResourceFieldSelector.divisor", "ServicePort.targetPort");

  private Shown() {}

  /// @param typeName without its package
  static WhenEmpty of(String typeName, ApiField field, Type type) {
    String key = typeName + "." + field.name();
    if (NULL.contains(key)) {
      return WhenEmpty.NULL;
    }
    if (OMITTED.contains(key)) {
      return WhenEmpty.OMITTED;
    }
    WhenEmpty pointer = field.required() ? WhenEmpty.NULL : WhenEmpty.OMITTED;
    return switch (type) {
      case Scalar scalar ->
          switch (scalar) {
            case TIME, MICRO_TIME ->
                TIME_POINTERS.contains(key) ? WhenEmpty.OMITTED : WhenEmpty.NULL;
            case QUANTITY, INT_OR_STRING ->
                field.required() || ZERO.contains(key) ? WhenEmpty.ZERO : WhenEmpty.OMITTED;
            default -> isByValue(field) ? WhenEmpty.ZERO : pointer;
          };
      case Type.Struct struct -> isByValue(field) ? WhenEmpty.EMPTY_STRUCT : pointer;
      case Type.ListOf list -> pointer;
      case Type.MapOf map -> pointer;
    };
  }

  private static boolean isByValue(ApiField field) {
    return switch (field.shape()) {
      case ApiShape.Scalar scalar -> scalar.byValue();
      case ApiShape.Named named -> named.byValue();
      case ApiShape.ListOf list -> false;
      case ApiShape.MapOf map -> false;
    };
  }
}
